import * as z from 'zod'
import { isProblem, problems } from '#functions/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { receiptOf } from '#functions/pages/contract-view.ts'
import { fieldsOf, formFaults } from '#functions/pages/form-faults.ts'
import { inLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import { writtenLine, writtenProse } from '#workflows/form/written-text.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { guaranteeChanges } from '#workflows/proposal/state.ts'
import { askAgain, typedAgain } from './ask-again.ts'
import { guaranteeFaults } from './guarantee-texts.ts'
import { commitMoney } from './money-code.ts'
import { overAnswer } from './show-delivery.ts'
import { type FinanceDependencies, openVisit, type Visit } from './visit.ts'
import { dayText, emptyAsNull, wholeNumber } from './written-fields.ts'

/** What finance says of a guarantee; days are Jalali or ISO. */
export const guaranteeForm = z.object({
  guarantee: wholeNumber.pipe(z.int().min(1)),
  change: z.enum(guaranteeChanges),
  /** The new last day of one that is extended. */
  expiresOn: z.preprocess(emptyAsNull, dayText.nullable()),
  on: dayText,
  document: writtenLine({ min: 1, max: 60 }),
  note: writtenProse({ min: 0, max: 2000 }).default(''),
  /** The six digits that were mailed for it (`POST /finance/{token}/code`). */
  code: z.string().optional(),
})
const { code: _, ...asked } = guaranteeForm.shape
const fields = Object.keys(asked)

/** Records that a guarantee was extended or released. */
export async function recordGuarantee(
  request: HttpRequest,
  dependencies: FinanceDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const { desk } = visit
  if (desk.kind === 'over') return overAnswer(request, visit)
  const again = (now: Visit, problem: Problem) =>
    askAgain(request, now, dependencies, { problem, guarantee: typedAgain(request.body, fields, problem) })
  const form = guaranteeForm.safeParse(fieldsOf(request.body))
  if (!form.success) {
    return await again(visit, problems.unprocessable(formFaults(form.error, guaranteeFaults)))
  }
  const { reference, email } = visit.claim
  const { code: _checked, ...change } = form.data
  const command: Command = { type: 'change-guarantee', by: email, ...change }
  const committed = await commitMoney(request, { ...visit, desk }, command, dependencies)
  if (isProblem(committed)) {
    const now = await openVisit(request, dependencies)
    return 'code' in now ? now : await again(now, committed)
  }
  if (request.wants === 'html') {
    return seeOther(`${inLanguage(paths.finance(visit.token), request)}#guarantees`)
  }
  const [entry] = committed.entries
  return json(200, { reference, receipt: entry === undefined ? null : receiptOf(entry) })
}
