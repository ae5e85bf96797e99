import { commit } from '#functions/commit.ts'
import { problems } from '#functions/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { inLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { readDecision } from './decision-input.ts'
import { countedAnswer } from './own-word.ts'
import { againAnswer, refusedAnswer } from './refused.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { seatOverAnswer } from './seat-over.ts'
import { visitSeat } from './seat-visit.ts'
import { staleAnswer } from './stale-answer.ts'

/**
 * POST of a decision. It counts once however often it is sent, also when it closed the stage: the same answer gets the same
 * receipt. A decision on documents that are no longer the current ones is refused with what changed.
 */
export async function recordDecision(
  request: HttpRequest,
  dependencies: ReviewDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  const { claim, state, stage, programme, token } = visit
  const input = readDecision(request.body, { scored: stage.scored, rubric: programme.rubric })
  if ('faults' in input) {
    if (visit.standing === 'over') return seatOverAnswer(request, visit)
    return againAnswer({ request, dependencies, visit }, problems.unprocessable(input.faults), 'decision')
  }
  const { documentsDigest = state.documentsDigest, ...answer } = input.answer
  const command: CommandOf<'decide-review'> = {
    type: 'decide-review',
    stage: claim.stage,
    seat: claim.seat,
    email: claim.email,
    ...answer,
    documentsDigest,
  }
  const committed = await commit(dependencies, claim.reference, command)
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) {
    if (committed.refused === 'stale-documents') return staleAnswer(request, dependencies, documentsDigest)
    return refusedAnswer(request, dependencies, committed, 'decision')
  }
  if (request.wants === 'html') return seeOther(inLanguage(paths.review(token), request))
  const counted = countedAnswer(committed.state, command, programme)
  return json(200, {
    reference: claim.reference,
    stage: claim.stage,
    round: counted.round,
    decision: command.decision,
    receipt: counted.receipt,
    stageOutcome: counted.stageOutcome,
  })
}
