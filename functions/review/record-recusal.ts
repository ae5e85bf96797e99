import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { lostHere } from '#workflows/form/written-text.ts'
import { isWhole, lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import { longestReason, reasonTooLong } from './decision-input.ts'
import { departureOf } from './own-word.ts'
import { againAnswer, refusedAnswer } from './refused.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { visitSeat } from './seat-visit.ts'

/** A reason of any other shape is none, and `decide` says that it is missing. */
const bodySchema = z.object({ reason: z.string().transform(normaliseProse).catch('') }).catch({ reason: '' })

/** POST of a recusal: the alternate takes the seat. A repeat gets the same receipt. */
export async function recordRecusal(
  request: HttpRequest,
  dependencies: ReviewDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  const { claim, token } = visit
  const { reference, stage, seat, email } = claim
  const { reason } = bodySchema.parse(request.body)
  const faults: FieldFault[] = [
    ...(isWhole(reason) ? [] : [{ field: 'reason', code: 'lost', message: lostHere }]),
    ...(lengthOf(reason) <= longestReason
      ? []
      : [{ field: 'reason', code: 'too-long', message: reasonTooLong }]),
  ]
  if (faults.length > 0 && visit.standing !== 'over') {
    return againAnswer({ request, dependencies, visit }, problems.unprocessable(faults), 'recusal')
  }
  const committed = await commit(dependencies, reference, { type: 'recuse', stage, seat, email, reason })
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) return refusedAnswer(request, dependencies, committed, 'recusal')
  if (request.wants === 'html') return seeOther(inLanguage(`${paths.review(token)}?done=true`, request))
  const recused = departureOf(await dependencies.cases.entries(reference), claim)
  return json(200, { reference, stage, seat, recused: true, receipt: recused ? receiptOf(recused) : null })
}
