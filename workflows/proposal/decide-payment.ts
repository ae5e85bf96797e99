import { dueOfInstalment } from './balance.ts'
import type { CommandOf, Context } from './commands.ts'
import { type Decided, dayFault, isWritten, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import type { ProposalState, StateOf } from './state.ts'

/** The head holds every payment, and a row of the table has its bounds. */
const mostPayments = 500

/**
 * Finance says what it received against an instalment. Nothing is written over: a correction is a further entry that takes the
 * place of an earlier one and says why.
 */
export function recordPayment(
  state: StateOf<'closed'>,
  command: CommandOf<'record-payment'>,
  context: Context,
): Decided {
  if (state.closing !== 'completed' || state.contract === null) return refuse('case-closed')
  const { instalment, amount, receivedOn, corrects } = command
  const [voucher, note] = [command.voucher.trim(), command.note.trim()]
  if (state.schedule[instalment - 1] === undefined) return refuse('instalment-unknown', 'instalment')
  if (corrects !== null && !state.payments.some(({ sequence }) => sequence === corrects)) {
    return refuse('payment-corrected')
  }
  if (amount === 0 && corrects === null) return refuse('amount-missing', 'amount')
  // What takes an entry back brings its day along, which may be what was wrong.
  const fault = amount === 0 ? null : dayFault(state, { day: receivedOn, field: 'receivedOn' }, context)
  if (fault !== null) return fault
  if (voucher === '') return refuse('voucher-missing', 'voucher')
  if (corrects !== null && !isWritten(note)) return refuse('reason-missing', 'note')
  if (state.payments.length >= mostPayments) return refuse('too-many-payments')
  const isMore = amount > dueOfInstalment(state, command)
  if (isMore && command.surplus !== 'carry-over') return refuse('more-than-due', 'amount')
  return record({
    type: 'PaymentRecorded',
    actor: { role: 'finance' },
    data: {
      version: state.contract.version,
      instalment,
      amount,
      receivedOn,
      voucher,
      ...(isMore ? { surplus: 'carry-over' as const } : {}),
      corrects,
      note,
    },
  })
}

/** Whether the very same is recorded already, by a voucher of the same number: a double click, or the form sent again. */
export function isRecorded(state: ProposalState, command: CommandOf<'record-payment'>): boolean {
  if (state.status !== 'closed') return false
  const { instalment, amount, receivedOn, voucher, corrects } = command
  const stillStands = corrects !== null && state.payments.some(({ sequence }) => sequence === corrects)
  return (
    !stillStands &&
    state.payments.some(
      (payment) =>
        payment.instalment === instalment &&
        payment.amount === amount &&
        payment.receivedOn === receivedOn &&
        payment.voucher === voucher.trim(),
    )
  )
}
