import type { Answer, HttpRequest } from '#functions/shared/http/http.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { orAgain, shownAgain } from '#functions/shared/shown-again.ts'
import { termsValues } from '#workflows/contract/terms-values.ts'
import type { TermsDependencies } from './dependencies.ts'
import { type OpenTerms, openTerms } from './open-terms.ts'
import { termsPage } from './terms-page.ts'

/** What a member does with a case's terms. Where it ends in a problem the editor shows it, with what was typed. */
export function atTerms(
  act: (
    open: OpenTerms,
    request: HttpRequest,
    dependencies: TermsDependencies,
    desk: Desk,
  ) => Promise<Answer>,
): (request: HttpRequest, dependencies: TermsDependencies, desk: Desk) => Promise<Answer> {
  return (request, dependencies, desk) =>
    orAgain(
      () => openTerms(request.path['reference'] ?? '', dependencies, desk.member.email),
      (open) => act(open, request, dependencies, desk),
      (open, problem) =>
        shownAgain(request, problem, desk.language, (told) => {
          const values = { ...termsValues(open.draft, desk.language), ...textsIn(request.body) }
          return termsPage(open, desk, { values, ...told })
        }),
    )
}

function textsIn(body: unknown): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(fieldsOf(body)).flatMap(([name, value]): [string, string | string[]][] => {
      if (typeof value === 'string') return [[name, value]]
      if (!Array.isArray(value)) return []
      return [[name, value.map((one: unknown) => (typeof one === 'string' ? one : ''))]]
    }),
  )
}
