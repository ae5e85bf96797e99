import { problemOf } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { Refusal } from '#workflows/proposal/refusal.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { seatOverAnswer } from './seat-over.ts'
import { type OpenVisit, visitSeat } from './seat-visit.ts'
import { seatPage } from './show-review.ts'

type Answer = HttpResponse | Problem

/** The answer to a command of a seat's page that was refused: 410 with what was decided, or the form again, or a problem. */
export async function refusedAnswer(
  request: HttpRequest,
  dependencies: ReviewDependencies,
  refusal: Refusal,
  form: Returned['form'],
): Promise<Answer> {
  // Somebody else may have moved the case since this request was read.
  const visit = await visitSeat(request, dependencies)
  if ('code' in visit) return visit
  if (visit.standing === 'over') return seatOverAnswer(request, visit)
  return againAnswer({ request, dependencies, visit }, problemOf(refusal), form)
}

/** A page again with what was typed and what is wrong with it; the problem alone where no field is named or JSON is wanted. */
export async function againAnswer(
  {
    request,
    dependencies,
    visit,
  }: { request: HttpRequest; dependencies: ReviewDependencies; visit: OpenVisit },
  problem: Problem,
  form: Returned['form'],
): Promise<Answer> {
  const { errors: faults } = problem
  if (request.wants === 'json' || faults === undefined) return problem
  return page(problem.status, await seatPage(visit, dependencies, { form, body: request.body, faults }))
}
