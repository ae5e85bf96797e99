import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { declarationForm } from '#functions/shared/requests/review.ts'
import { recorded } from '#functions/shared/shown-again.ts'
import { atSeat } from './at-seat.ts'
import { reviewTexts } from './review-texts.ts'
import { seatOverAnswer } from './seat-over.ts'

/** POST of the declaration of no conflict of interest; the documents open. */
export const recordDeclaration = atSeat('declaration', async (visit, request, dependencies) => {
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  const { reference, stage, seat, email } = visit.claim
  const faults = visit.seat.declared ? [] : declarationFaults(request, visit.token)
  if (faults.length > 0) return problems.unprocessable(faults)
  const committed = await recorded(dependencies, reference, { type: 'declare', stage, seat, email })
  if (isProblem(committed)) return committed
  if (request.wants === 'html') return seeOther(inLanguage(paths.review(visit.token), request))
  const entries = await dependencies.cases.entries(reference)
  const declared = entries.findLast(
    (entry) => entry.type === 'NoConflictDeclared' && entry.data.stage === stage && entry.data.seat === seat,
  )
  return json(200, { reference, stage, seat, declared: true, receipt: declared ? receiptOf(declared) : null })
})

function declarationFaults(request: HttpRequest, token: string): FieldFault[] {
  const message = { fa: reviewTexts.fa.declaration.missing, en: reviewTexts.en.declaration.missing }
  const isDeclared = declarationForm.safeParse(request.body).success
  const undeclared = isDeclared ? [] : [{ field: 'noConflict', code: 'missing', message }]
  return [...undeclared, ...numberFaults(request, token)]
}
