import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { recorded } from '#functions/shared/shown-again.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { decide } from '#workflows/proposal/decide.ts'
import { foresee } from '#workflows/proposal/foresee.ts'
import { weightedScore } from '#workflows/proposal/score.ts'
import { atSeat } from './at-seat.ts'
import { checkPage } from './check-step.ts'
import { readDecision, type TypedDecision } from './decision-input.ts'
import { countedAnswer } from './own-word.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import type { SeatVisit } from './seat-visit.ts'
import { staleAnswer } from './stale-answer.ts'

/**
 * POST of a decision. It counts once however often it is sent, also when it closed the stage: the same answer gets the same
 * receipt. In a browser whoever ends the stage sees first what they send. A decision on documents that are no longer the current ones is refused with what changed.
 */
export const recordDecision = atSeat('decision', async (visit, request, dependencies) => {
  const { claim, state, stage, programme, token } = visit
  const input = readDecision(request.body, { scored: stage.scored, rubric: programme.rubric })
  if ('faults' in input) return problems.unprocessable(input.faults)
  const { documentsDigest = state.documentsDigest, ...answer } = input.answer
  const command: CommandOf<'decide-review'> = {
    type: 'decide-review',
    stage: claim.stage,
    seat: claim.seat,
    email: claim.email,
    ...answer,
    documentsDigest,
  }
  const checked = checkStep(request, visit, command, { typed: input.typed, dependencies })
  if (checked !== undefined) return page(200, checked)
  const committed = await recorded(dependencies, claim.reference, command)
  if (isProblem(committed)) {
    const isStale = committed.code === problems.stale.code
    return isStale ? staleAnswer(request, dependencies, documentsDigest) : committed
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
})

/**
 * The page that shows a person once more what they send, where it ends the stage or may; undefined where it does not, for
 * programs, for who has seen it, and where `decide` would refuse the answer or has it already.
 */
function checkStep(
  request: HttpRequest,
  visit: SeatVisit,
  command: CommandOf<'decide-review'>,
  { typed, dependencies }: { readonly typed: TypedDecision; readonly dependencies: ReviewDependencies },
): string | undefined {
  if (request.wants === 'json' || visit.standing === 'over' || hasChecked(request)) return undefined
  const { state, programme, stage } = visit
  const decided = decide(state, command, {
    programme,
    now: dependencies.now(),
    salt: dependencies.random.id(),
  })
  if ('refused' in decided || decided.facts.length === 0) return undefined
  const score = stage.scored ? weightedScore(command.scores, programme.rubric) : null
  const { decision, seat, documentsDigest } = command
  const foreseen = foresee(state, { seat, decision, score }, programme)
  if (foreseen.ends === 'not') return undefined
  return checkPage(visit, { typed, documentsDigest, decision, score, foreseen })
}

function hasChecked({ body }: HttpRequest): boolean {
  return z.object({ checked: z.literal('true') }).safeParse(body).success
}
