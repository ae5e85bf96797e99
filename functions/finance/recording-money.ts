import type * as z from 'zod'
import { paths } from '#functions/paths.ts'
import { isProblem, problems } from '#functions/shared/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { receiptOf } from '#functions/shared/pages/contract-view.ts'
import { fieldsOf, formFaults } from '#functions/shared/pages/form-faults.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import type { Text } from '#workflows/language.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { askAgain, typedAgain } from './ask-again.ts'
import { commitMoney } from './money-code.ts'
import { overAnswer } from './show-delivery.ts'
import { type FinanceDependencies, openVisit, type Visit } from './visit.ts'

/** One of the forms by which finance records money; each asks for the mailed code as `code`. */
interface MoneyForm<Said extends { readonly code?: unknown }, Recorded extends Command> {
  readonly form: z.ZodObject & z.ZodType<Said>
  readonly faults: Readonly<Record<keyof Said & string, Text>>
  /** What the page calls what was typed. */
  readonly draft: 'payment' | 'guarantee'
  /** The part of the page that shows what was recorded. */
  readonly section: string
  readonly commandOf: (said: Omit<Said, 'code'>, by: string) => Recorded
  /** A refusal in the figures of the case. */
  readonly inFigures?: (problem: Problem, now: Visit, command: Recorded) => Problem
}

/** The route that records what such a form says. Marked as pure where it is called: who takes the form alone bundles no more. */
export function recordingMoney<Said extends { readonly code?: unknown }, Recorded extends Command>({
  form,
  faults,
  draft,
  section,
  commandOf,
  inFigures = (problem) => problem,
}: MoneyForm<Said, Recorded>): (
  request: HttpRequest,
  dependencies: FinanceDependencies,
) => Promise<HttpResponse | Problem> {
  const fields = Object.keys(form.shape).filter((name) => name !== 'code')
  return async (request, dependencies) => {
    const visit = await openVisit(request, dependencies)
    if ('code' in visit) return visit
    const { desk, token } = visit
    if (desk.kind === 'over') return overAnswer(request, visit)
    const again = (now: Visit, problem: Problem) =>
      askAgain(request, now, dependencies, { problem, [draft]: typedAgain(request.body, fields, problem) })
    const read = form.safeParse(fieldsOf(request.body))
    if (!read.success) {
      return await again(visit, problems.unprocessable(formFaults<Said>(read.error, faults)))
    }
    const { reference, email } = visit.claim
    const { code: _, ...said } = read.data
    const command = commandOf(said, email)
    const committed = await commitMoney(request, { ...visit, desk }, command, dependencies)
    if (isProblem(committed)) {
      const now = await openVisit(request, dependencies)
      return 'code' in now ? now : await again(now, inFigures(committed, now, command))
    }
    if (request.wants === 'html') return seeOther(`${inLanguage(paths.finance(token), request)}#${section}`)
    const [entry] = committed.entries
    return json(200, { reference, receipt: entry === undefined ? null : receiptOf(entry) })
  }
}
