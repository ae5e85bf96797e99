import * as z from 'zod'
import type { Problem } from '#functions/edge/problem.ts'
import { dueOfInstalment } from '#workflows/contract/balance.ts'
import { writtenLine, writtenProse } from '#workflows/form/written-text.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { moreThanDue, paymentFaults } from './payment-texts.ts'
import { recordingMoney } from './recording-money.ts'
import type { Visit } from './visit.ts'
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

/** Records what was received against an instalment; with `corrects`, in place of an earlier entry. */
export const recordPayment = /* @__PURE__ */ recordingMoney({
  form: paymentForm,
  faults: paymentFaults,
  draft: 'payment',
  section: 'payments',
  commandOf: ({ surplus, ...payment }, by): CommandOf<'record-payment'> => ({
    type: 'record-payment',
    by,
    ...payment,
    ...(surplus === 'carry-over' ? { surplus } : {}),
  }),
  inFigures,
})

/** More than is due, with what is due and what is over. */
function inFigures(problem: Problem, { desk }: Visit, command: CommandOf<'record-payment'>): Problem {
  if (problem.code !== 'more-than-due' || desk.kind !== 'booked') return problem
  const due = dueOfInstalment(desk.state, command)
  const message = moreThanDue({ due, surplus: command.amount - due })
  return { ...problem, detail: message, errors: [{ field: 'amount', code: problem.code, message }] }
}
