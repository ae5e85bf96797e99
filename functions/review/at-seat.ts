import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { orAgain, shownAgain } from '#functions/shared/shown-again.ts'
import type { Returned } from './leave-forms.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import { seatOverAnswer } from './seat-over.ts'
import { type SeatVisit, visitSeat } from './seat-visit.ts'
import { seatPage } from './show-review.ts'

/**
 * An action on a seat's page. Where it ends in a problem whoever acted gets 410 with what was decided, or the page with what they
 * typed into `form` and what is wrong with it; the problem alone where no field is named.
 */
export function atSeat(
  form: Returned['form'],
  act: (visit: SeatVisit, request: HttpRequest, dependencies: ReviewDependencies) => Promise<Answer>,
): (request: HttpRequest, dependencies: ReviewDependencies) => Promise<Answer> {
  return (request, dependencies) =>
    orAgain(
      () => visitSeat(request, dependencies),
      (visit) => act(visit, request, dependencies),
      (visit, problem) => {
        if (visit.standing === 'over') return seatOverAnswer(request, visit)
        if (problem.errors === undefined) return problem
        return shownAgain(request, problem, visit.language, ({ faults }) =>
          seatPage(visit, dependencies, { form, body: request.body, faults }),
        )
      },
    )
}
