import type { CommandOf } from './commands.ts'
import { byOffice, byWorkflow, type Decided, isWritten, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** The case office has finance's own system told again of the contract that finance has, or has booked. */
export function repeatDelivery(state: ProposalState, { by, reason }: CommandOf<'repeat-delivery'>): Decided {
  if (state.status === 'closed' && state.closing !== 'completed') return refuse('case-closed')
  if (!('contract' in state) || state.contract === null) return refuse('not-now')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'DeliveryRepeated',
    actor: byOffice(by),
    data: { version: state.contract.version, reason: reason.trim() },
  })
}

/** The call of finance's own system came to its end without success; wherever the case stands by now, the case office is told. */
export function giveUpWebhook(
  state: ProposalState,
  { version, host, because }: CommandOf<'give-up-webhook'>,
): Decided {
  if (version > state.contractVersion) return refuse('not-now')
  return record({ type: 'WebhookGivenUp', actor: byWorkflow, data: { version, host, because } })
}
