import * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { recorded } from '#functions/shared/shown-again.ts'
import { lostHere } from '#workflows/form/written-text.ts'
import { isWhole, lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import { atSeat } from './at-seat.ts'
import { longestReason, reasonTooLong } from './decision-input.ts'
import { departureOf } from './own-word.ts'

/** A reason of any other shape is none, and `decide` says that it is missing. */
const bodySchema = z.object({ reason: z.string().transform(normaliseProse).catch('') }).catch({ reason: '' })

/** POST of a recusal: the alternate takes the seat. A repeat gets the same receipt. */
export const recordRecusal = atSeat('recusal', async (visit, request, dependencies) => {
  const { claim, token } = visit
  const { reference, stage, seat, email } = claim
  const { reason } = bodySchema.parse(request.body)
  const faults: FieldFault[] = [
    ...(isWhole(reason) ? [] : [{ field: 'reason', code: 'lost', message: lostHere }]),
    ...(lengthOf(reason) <= longestReason
      ? []
      : [{ field: 'reason', code: 'too-long', message: reasonTooLong }]),
  ]
  if (faults.length > 0 && visit.standing !== 'over') return problems.unprocessable(faults)
  const committed = await recorded(dependencies, reference, { type: 'recuse', stage, seat, email, reason })
  if (isProblem(committed)) return committed
  if (request.wants === 'html') return seeOther(inLanguage(`${paths.review(token)}?done=true`, request))
  const recused = departureOf(await dependencies.cases.entries(reference), claim)
  return json(200, { reference, stage, seat, recused: true, receipt: recused ? receiptOf(recused) : null })
})
