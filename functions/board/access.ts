import type { Member } from '#workflows/programme/programme.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

type Reader = Pick<Member, 'access'>

/** Whether a member may open a case at all: finance may once there is a contract, or money to speak of. */
export function maySee(state: ProposalState, { access }: Reader): boolean {
  return access !== 'finance' || ('contract' in state && state.contract !== null)
}

/** Whether a member sees the proposal's text, who said what of it, and the mails that went out. */
export function maySeeReview({ access }: Reader): boolean {
  return access !== 'finance'
}
