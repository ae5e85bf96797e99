import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import type { Remarks } from './finance-page.ts'
import { deskAnswer } from './show-delivery.ts'
import type { FinanceDependencies, Visit } from './visit.ts'

/**
 * What was typed into a form that records something, to be shown again; with room for the code once that was mailed. A code is
 * never shown.
 */
export function typedAgain(
  body: unknown,
  fields: readonly string[],
  { code, errors = [] }: Problem,
): Readonly<Record<string, string>> {
  const asksForCode = code === 'code-sent' || errors.some(({ field }) => field === 'code')
  return {
    ...Object.fromEntries(fields.map((name) => [name, typed(body, name)])),
    ...(asksForCode ? { code: '' } : {}),
  }
}

/** The page once more, with what was typed and what is wrong with it; a program gets the problem, while there is something to answer. */
export async function askAgain(
  request: HttpRequest,
  visit: Visit,
  { files }: Pick<FinanceDependencies, 'files'>,
  { problem, ...remarks }: Remarks & { readonly problem: Problem },
): Promise<HttpResponse | Problem> {
  const { language, desk } = visit
  if (request.wants === 'json' && desk.kind !== 'over') return problem
  const { status, title, detail, errors: faults = [] } = problem
  const message = { title: title[language], detail: detail[language] }
  return await deskAnswer(
    request,
    visit,
    { files },
    {
      status,
      faults,
      ...(faults.length === 0 ? { message } : {}),
      ...remarks,
    },
  )
}
