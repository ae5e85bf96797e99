import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import { declarationPage } from './declaration-page.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { sheetJson, undeclaredJson } from './review-json.ts'
import { reviewPage } from './review-page.ts'
import { reviewSheet } from './review-sheet.ts'
import { ownWordAnswer } from './seat-over.ts'
import { type OpenVisit, visitSeat } from './seat-visit.ts'

/** GET of a seat's link. Changes nothing: mail scanners open links too. */
export async function showReview(request: HttpRequest, dependencies: ReviewDependencies): Promise<Answer> {
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return ownWordAnswer(request, visit)
  if (request.wants === 'html') return page(200, await seatPage(visit, dependencies))
  if (!visit.seat.declared) return json(200, undeclaredJson(visit))
  return json(200, sheetJson(await reviewSheet(visit, dependencies)))
}

/** The page of a seat as it stands, with a form that came back if one did. */
export async function seatPage(
  visit: OpenVisit,
  dependencies: ReviewDependencies,
  returned?: Returned,
): Promise<string> {
  if (!visit.seat.declared) return declarationPage(visit, returned)
  return reviewPage(await reviewSheet(visit, dependencies), returned)
}
