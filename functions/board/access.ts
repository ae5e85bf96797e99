import type { Member, Programme } from '#workflows/programme/programme.ts'
import type { Reader as CaseReader } from '#workflows/proposal/case-file.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'
import { isOpenToFinance } from '#workflows/proposal/open-to-finance.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

type BoardReader = Pick<Member, 'access'>

/** Whether a member may open a case at all: finance may once there is a contract, or money to speak of. */
export function maySee(state: ProposalState, { access }: BoardReader): boolean {
  return access !== 'finance' || ('contract' in state && state.contract !== null)
}

/** As whom a member reads what reviewers said. */
export function readerOf({ access }: BoardReader): Extract<CaseReader, { place: 'office' | 'finance' }> {
  return { place: access === 'finance' ? 'finance' : 'office' }
}

/** What a member may have of a ledger. */
export function seenEntries(
  entries: readonly Entry[],
  programme: Programme,
  { access }: BoardReader,
): readonly Entry[] {
  return access === 'finance' ? entries.filter((entry) => isOpenToFinance(entry, programme)) : entries
}

/** For whom evidence is made that a member asks for. */
export function audienceOf({ access }: BoardReader): Audience {
  return access === 'finance' ? 'finance' : 'city'
}

/** Whether a member sees the proposal's text and the mails that went out. */
export function maySeeReview({ access }: BoardReader): boolean {
  return access !== 'finance'
}
