import { paths } from '#functions/paths.ts'
import { commit } from '#functions/shared/commit.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { numberFaults } from '#functions/shared/pages/shown-number.ts'
import { declarationForm } from '#functions/shared/requests/review.ts'
import { againAnswer, refusedAnswer } from './refused.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { reviewTexts } from './review-texts.ts'
import { seatOverAnswer } from './seat-over.ts'
import { visitSeat } from './seat-visit.ts'

/** POST of the declaration of no conflict of interest; the documents open. */
export async function recordDeclaration(
  request: HttpRequest,
  dependencies: ReviewDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  const { reference, stage, seat, email } = visit.claim
  const faults = visit.seat.declared ? [] : declarationFaults(request, visit.token)
  if (faults.length > 0) {
    return againAnswer({ request, dependencies, visit }, problems.unprocessable(faults), 'declaration')
  }
  const committed = await commit(dependencies, reference, { type: 'declare', stage, seat, email })
  if (committed === undefined) return problems.notFound
  if ('refused' in committed) return refusedAnswer(request, dependencies, committed, 'declaration')
  if (request.wants === 'html') return seeOther(inLanguage(paths.review(visit.token), request))
  const entries = await dependencies.cases.entries(reference)
  const declared = entries.findLast(
    (entry) => entry.type === 'NoConflictDeclared' && entry.data.stage === stage && entry.data.seat === seat,
  )
  return json(200, { reference, stage, seat, declared: true, receipt: declared ? receiptOf(declared) : null })
}

function declarationFaults(request: HttpRequest, token: string): FieldFault[] {
  const message = { fa: reviewTexts.fa.declaration.missing, en: reviewTexts.en.declaration.missing }
  const isDeclared = declarationForm.safeParse(request.body).success
  const undeclared = isDeclared ? [] : [{ field: 'noConflict', code: 'missing', message }]
  return [...undeclared, ...numberFaults(request, token)]
}
