import { paths } from '#functions/paths.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { Draft } from '#functions/shared/ports/drafts.ts'
import { decisionKindSchema } from '#workflows/decision.ts'
import { lostHere } from '#workflows/form/written-text.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import { isWhole, lengthOf } from '#workflows/text/normalise.ts'
import { atSeat } from './at-seat.ts'
import {
  conditionsTooLong,
  longestConditions,
  longestReason,
  readDecision,
  reasonTooLong,
} from './decision-input.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { seatOverAnswer } from './seat-over.ts'
import type { OpenVisit } from './seat-visit.ts'

/** Characters of a score as it was typed; what is longer is no score. */
const longestScore = 8

/**
 * POST of a half-written opinion: kept beside the ledger until the reviewer decides or the round ends, on whatever device they
 * go on. What was chosen is kept as a
 * word and chooses nothing. A form that holds nothing erases what was kept.
 */
export const saveDraft = atSeat('decision', async (visit, request, dependencies) => {
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  if (!visit.seat.declared) return problemOf(refuse('declaration-missing'))
  const written = draftOf(request, visit)
  const { reason, scores, conditions } = written
  const faults: FieldFault[] = [
    ...(['reason', 'conditions'] as const)
      .filter((field) => !isWhole(written[field]))
      .map((field) => ({ field, code: 'lost', message: lostHere })),
    ...(lengthOf(reason) > longestReason
      ? [{ field: 'reason', code: 'too-long', message: reasonTooLong }]
      : []),
    ...(lengthOf(conditions) > longestConditions
      ? [{ field: 'conditions', code: 'too-long', message: conditionsTooLong }]
      : []),
  ]
  if (faults.length > 0) return problems.unprocessable(faults)
  const { reference, stage, seat } = visit.claim
  const at = dependencies.now().toISOString()
  const { decision = '', reasonCode = '' } = written
  const isEmpty = [reason, conditions, decision, reasonCode, ...Object.keys(scores)].every(
    (kept) => kept === '',
  )
  if (isEmpty) await dependencies.drafts.erase({ reference, stage, seat })
  else await keepWords(request, visit, dependencies)
  if (request.wants === 'json') return json(200, { reference, stage, seat, savedAt: isEmpty ? null : at })
  return seeOther(`${inLanguage(paths.review(visit.token), request)}#decision`)
})

/** Keeps what a request brought as the seat's draft; also where it came too late to be a decision. */
export async function keepWords(
  request: Pick<HttpRequest, 'body'>,
  visit: OpenVisit,
  { drafts, now }: Pick<ReviewDependencies, 'drafts' | 'now'>,
): Promise<void> {
  const { reference, stage, seat, email } = visit.claim
  await drafts.save(
    { reference, stage, seat },
    { email, at: now().toISOString(), ...draftOf(request, visit) },
  )
}

function draftOf(
  { body }: Pick<HttpRequest, 'body'>,
  { stage, programme: { rubric, reasons } }: OpenVisit,
): Omit<Draft, 'email' | 'at'> {
  const { typed } = readDecision(body, { scored: stage.scored, rubric })
  const scores = rubric.criteria.flatMap(({ id }) => {
    const score = (typed.scores[id] ?? '').trim()
    return !stage.scored || score === '' || score.length > longestScore ? [] : [[id, score] as const]
  })
  const reason = typed.reason.trim() === '' ? '' : typed.reason
  const conditions = typed.conditions.trim() === '' ? '' : typed.conditions
  const { data: decision } = decisionKindSchema.safeParse(typed.decision)
  const isKnown = reasons.some(({ code }) => code === typed.reasonCode)
  return {
    ...(decision === undefined ? {} : { decision }),
    ...(isKnown ? { reasonCode: typed.reasonCode } : {}),
    reason,
    scores: Object.fromEntries(scores),
    conditions,
  }
}
