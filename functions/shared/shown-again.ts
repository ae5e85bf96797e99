import type * as z from 'zod'
import { isProblem, problemOf, problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, page } from '#functions/shared/http/http.ts'
import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { type FieldsOf, fieldsOf, formFaults } from '#functions/shared/pages/form-faults.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { type CommitDependencies, type Committed, commit } from './commit.ts'

/** Why nothing was recorded, on a page: at its fields, or above them where no field is at fault. */
export interface ToldProblem {
  readonly faults: readonly FieldFault[]
  readonly message?: { readonly tone: 'warning'; readonly title: string; readonly detail: string }
}

/**
 * What somebody does on a page: the page is opened, the action done, and where that ends in a problem the page is shown once
 * more with it. It is opened anew for that, since a refused command means that somebody else moved the case.
 */
export async function orAgain<Visit extends object>(
  open: () => Promise<Visit | Problem>,
  act: (visit: Visit) => Promise<Answer>,
  again: (visit: Visit, problem: Problem) => Answer | Promise<Answer>,
): Promise<Answer> {
  const visit = await open()
  if (isProblem(visit)) return visit
  const answer = await act(visit)
  if (!isProblem(answer)) return answer
  const now = await open()
  return isProblem(now) ? now : await again(now, answer)
}

/** The page with what is wrong, under the problem's status; a program gets the problem itself. */
export async function shownAgain(
  { wants }: Pick<HttpRequest, 'wants'>,
  problem: Problem,
  language: Language,
  draw: (told: ToldProblem) => string | Promise<string>,
): Promise<Answer> {
  if (wants === 'json') return problem
  return page(problem.status, await draw(toldProblem(problem, language)), problem.headers)
}

export function toldProblem({ title, detail, errors }: Problem, language: Language): ToldProblem {
  if (errors !== undefined) return { faults: errors }
  return { faults: [], message: { tone: 'warning', title: title[language], detail: detail[language] } }
}

/** What a form says, or what is wrong with it in the form's own words. `besides` are faults that its schema does not know of. */
export function readForm<Form>(
  { body }: Pick<HttpRequest, 'body'>,
  schema: z.ZodType<Form>,
  words: Readonly<Record<FieldsOf<Form>, Text>>,
  besides: readonly FieldFault[] = [],
): { readonly form: Form } | Problem {
  const read = schema.safeParse(fieldsOf(body))
  const faults = [...(read.success ? [] : formFaults(read.error, words)), ...besides]
  return read.success && faults.length === 0 ? { form: read.data } : problems.unprocessable(faults)
}

/** Records a command that somebody gave on a page; a refusal in the words of problems. */
export async function recorded(
  dependencies: CommitDependencies,
  reference: string,
  command: Command,
  companions: readonly CompanionRow[] = [],
): Promise<Committed | Problem> {
  const committed = await commit(dependencies, reference, command, companions)
  if (committed === undefined) return problems.notFound
  return 'refused' in committed ? problemOf(committed) : committed
}
