import type { Entry, EntryOf } from './entries.ts'
import type { ProposalState, StateOf } from './state.ts'

/**
 * Whether the contract of a case bears the city's seal: it is the city's record then, whatever becomes of the case. One that
 * finance returned does not count.
 */
export function isSealed(state: ProposalState): boolean {
  return 'sealDigest' in state && state.sealDigest !== null
}

/** Whether finance returned the contract, so that its terms are the case office's again. */
export function isReturned(state: ProposalState): state is StateOf<'settling-terms'> {
  return state.status === 'settling-terms' && state.because === 'returned-by-finance'
}

/** What finance says of a contract that was delivered to it. */
export type DeliveryAnswer = EntryOf<'ReceiptAcknowledged'> | EntryOf<'ContractReturned'>

export function answersDelivery(entry: Entry): entry is Entry & DeliveryAnswer {
  return entry.type === 'ReceiptAcknowledged' || entry.type === 'ContractReturned'
}
