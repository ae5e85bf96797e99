import type { Problem } from '#functions/shared/http/problem.ts'
import { paymentForm } from '#functions/shared/requests/finance.ts'
import { dueOfInstalment } from '#workflows/proposal/balance.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { moreThanDue, paymentFaults } from './payment-texts.ts'
import { recordingMoney } from './recording-money.ts'
import type { DeskVisit } from './visit.ts'

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
function inFigures(problem: Problem, { desk }: DeskVisit, command: CommandOf<'record-payment'>): Problem {
  if (problem.code !== 'more-than-due' || desk.kind !== 'booked') return problem
  const due = dueOfInstalment(desk.state, command)
  const message = moreThanDue({ due, surplus: command.amount - due })
  return { ...problem, detail: message, errors: [{ field: 'amount', code: problem.code, message }] }
}
