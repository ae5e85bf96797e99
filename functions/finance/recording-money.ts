import type * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { type FieldsOf, typed } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { readForm } from '#functions/shared/shown-again.ts'
import type { Text } from '#workflows/language.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { atDesk } from './at-desk.ts'
import { commitMoney } from './money-code.ts'
import { overAnswer } from './show-delivery.ts'
import { type DeskVisit, type FinanceDependencies, openVisit } from './visit.ts'

/** One of the forms by which finance records money; each asks for the mailed code as `code`. */
interface MoneyForm<Said extends { readonly code?: unknown }, Recorded extends Command> {
  readonly form: z.ZodObject & z.ZodType<Said>
  readonly faults: Readonly<Record<FieldsOf<Said>, Text>>
  /** What the page calls what was typed. */
  readonly draft: 'payment' | 'guarantee'
  /** The part of the page that shows what was recorded. */
  readonly section: string
  readonly commandOf: (said: Omit<Said, 'code'>, by: string) => Recorded
  /** A refusal in the figures of the case. */
  readonly inFigures?: (problem: Problem, now: DeskVisit, command: Recorded) => Problem
}

/** The route that records what such a form says. Marked as pure where it is called: who takes the form alone bundles no more. */
export function recordingMoney<Said extends { readonly code?: unknown }, Recorded extends Command>({
  form,
  faults,
  draft,
  section,
  commandOf,
  inFigures = (problem) => problem,
}: MoneyForm<Said, Recorded>): (request: HttpRequest, dependencies: FinanceDependencies) => Promise<Answer> {
  const fields = Object.keys(form.shape).filter((name) => name !== 'code')
  return atDesk({
    act: async (visit, request, dependencies) => {
      const { desk, token, claim } = visit
      if (desk.kind === 'over') return overAnswer(request, visit)
      const read = readForm<Said>(request, form, faults)
      if (isProblem(read)) return read
      const { code: _, ...said } = read.form
      const command = commandOf(said, claim.email)
      const committed = await commitMoney(request, { ...visit, desk }, command, dependencies)
      if (isProblem(committed)) {
        const now = await openVisit(request, dependencies)
        return isProblem(now) ? now : inFigures(committed, now, command)
      }
      if (request.wants === 'html') return seeOther(`${inLanguage(paths.finance(token), request)}#${section}`)
      const [entry] = committed.entries
      return json(200, {
        reference: claim.reference,
        receipt: entry === undefined ? null : receiptOf(entry),
      })
    },
    said: ({ body }, problem) => ({ [draft]: typedAgain(body, fields, problem) }),
  })
}

/** What was typed, to be shown again; with room for the code once that was mailed. A code is never shown. */
function typedAgain(
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
