import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { orAgain, shownAgain } from '#functions/shared/shown-again.ts'
import type { DeskRemarks } from './finance-page.ts'
import { deskAnswer, overAnswer } from './show-delivery.ts'
import { type DeskVisit, type FinanceDependencies, openVisit } from './visit.ts'

interface AtDesk {
  readonly act: (visit: DeskVisit, request: HttpRequest, dependencies: FinanceDependencies) => Promise<Answer>
  /** What was typed, and what else the page says of a problem. */
  readonly said: (request: HttpRequest, problem: Problem) => DeskRemarks
}

/** An action on finance's page. Where it ends in a problem the page shows it where the contract stands now, or 410 with what was decided. */
export function atDesk({
  act,
  said,
}: AtDesk): (request: HttpRequest, dependencies: FinanceDependencies) => Promise<Answer> {
  return (request, dependencies) =>
    orAgain(
      () => openVisit(request, dependencies),
      (visit) => act(visit, request, dependencies),
      (visit, problem) => {
        if (visit.desk.kind === 'over') return overAnswer(request, visit)
        return shownAgain(request, problem, visit.language, async (told) => {
          const remarks = { ...told, ...said(request, problem) }
          return (await deskAnswer(request, visit, dependencies, remarks)).body
        })
      },
    )
}
