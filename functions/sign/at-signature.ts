import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { orAgain, shownAgain } from '#functions/shared/shown-again.ts'
import { standingAnswer } from './answers.ts'
import { openVisit, type SignDependencies, type SigningVisit } from './visit.ts'

/** An action on a signatory's page. Where it ends in a problem the page shows it, with what was typed and where the signature stands. */
export function atSignature(
  act: (visit: SigningVisit, request: HttpRequest, dependencies: SignDependencies) => Promise<Answer>,
): (request: HttpRequest, dependencies: SignDependencies) => Promise<Answer> {
  return (request, dependencies) =>
    orAgain(
      () => openVisit(request, dependencies),
      (visit) => act(visit, request, dependencies),
      (visit, problem) => {
        if (visit.standing.kind === 'over') return standingAnswer(request, visit, dependencies)
        const reason = typed(request.body, 'reason')
        const said = { name: typed(request.body, 'name'), ...(reason === '' ? {} : { reason }) }
        return shownAgain(
          request,
          problem,
          visit.language,
          async (told) => (await standingAnswer(request, visit, dependencies, { ...told, ...said })).body,
        )
      },
    )
}
