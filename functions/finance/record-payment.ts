import * as z from 'zod'
import { isProblem, problems } from '#functions/edge/errors.ts'
import { type HttpRequest, type HttpResponse, json, seeOther } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { receiptOf } from '#functions/pages/contract-view.ts'
import { fieldsOf, formFaults } from '#functions/pages/form-faults.ts'
import { inLanguage } from '#functions/pages/page-language.ts'
import { paths } from '#functions/paths.ts'
import { dueOfInstalment } from '#workflows/contract/balance.ts'
import { writtenLine, writtenProse } from '#workflows/form/written-text.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { askAgain, typedAgain } from './ask-again.ts'
import { commitMoney } from './money-code.ts'
import { moreThanDue, paymentFaults } from './payment-texts.ts'
import { overAnswer } from './show-delivery.ts'
import { type FinanceDependencies, openVisit, type Visit } from './visit.ts'
import { dayText, emptyAsNull, wholeNumber } from './written-fields.ts'

const emptyAsAbsent = (value: unknown): unknown => emptyAsNull(value) ?? undefined

/** What finance says of a payment; the day is Jalali or ISO. */
export const paymentForm = z.object({
  instalment: wholeNumber.pipe(z.int().min(1)),
  amount: wholeNumber,
  receivedOn: dayText,
  voucher: writtenLine({ min: 1, max: 60 }),
  /** What becomes of more than is due: nothing is carried over unasked. */
  surplus: z.preprocess(emptyAsAbsent, z.enum(['carry-over', 'mistake']).optional()),
  corrects: z.preprocess(emptyAsNull, wholeNumber.pipe(z.int().min(1)).nullable()),
  note: writtenProse({ min: 0, max: 2000 }).default(''),
  /** The six digits that were mailed for it (`POST /finance/{token}/code`). */
  code: z.string().optional(),
})
const { code: _, ...asked } = paymentForm.shape
const fields = Object.keys(asked)

/** Records what was received against an instalment; with `corrects`, in place of an earlier entry. */
export async function recordPayment(
  request: HttpRequest,
  dependencies: FinanceDependencies,
): Promise<HttpResponse | Problem> {
  const visit = await openVisit(request, dependencies)
  if ('code' in visit) return visit
  const { desk } = visit
  if (desk.kind === 'over') return overAnswer(request, visit)
  const again = (now: Visit, problem: Problem) =>
    askAgain(request, now, dependencies, { problem, payment: typedAgain(request.body, fields, problem) })
  const form = paymentForm.safeParse(fieldsOf(request.body))
  if (!form.success) {
    return await again(visit, problems.unprocessable(formFaults(form.error, paymentFaults)))
  }
  const { reference, email } = visit.claim
  const { surplus, code: _checked, ...payment } = form.data
  const command: CommandOf<'record-payment'> = {
    type: 'record-payment',
    by: email,
    ...payment,
    ...(surplus === 'carry-over' ? { surplus } : {}),
  }
  const committed = await commitMoney(request, { ...visit, desk }, command, dependencies)
  if (isProblem(committed)) {
    const now = await openVisit(request, dependencies)
    return 'code' in now ? now : await again(now, inFigures(committed, now, command))
  }
  if (request.wants === 'html') {
    return seeOther(`${inLanguage(paths.finance(visit.token), request)}#payments`)
  }
  const [entry] = committed.entries
  return json(200, { reference, receipt: entry === undefined ? null : receiptOf(entry) })
}

/** More than is due, with what is due and what is over. */
function inFigures(problem: Problem, { desk }: Visit, command: CommandOf<'record-payment'>): Problem {
  if (problem.code !== 'more-than-due' || desk.kind !== 'booked') return problem
  const due = dueOfInstalment(desk.state, command)
  const message = moreThanDue({ due, surplus: command.amount - due })
  return { ...problem, detail: message, errors: [{ field: 'amount', code: problem.code, message }] }
}
