import type { CaseSummary } from '#functions/shared/ports/case-store.ts'
import type { Member, Programme } from '#workflows/programme/programme.ts'
import type { Reader as CaseReader } from '#workflows/proposal/case-file.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'
import { isOpenToFinance } from '#workflows/proposal/open-to-finance.ts'
import {
  isOpenBeforeOpinion,
  type OwnSeat,
  openingOf,
  stateBeforeOpinion,
  undecidedSeatOf,
} from '#workflows/proposal/own-opinion.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

type BoardReader = Pick<Member, 'access'>
export type BoardMember = Pick<Member, 'access' | 'email'>

/** Whether a member may open a case at all: finance may once there is a contract, or money to speak of. */
export function maySee(state: ProposalState, { access }: BoardReader): boolean {
  return access !== 'finance' || ('contract' in state && state.contract !== null)
}

interface ReadCase {
  readonly state: ProposalState
  readonly entries: readonly Entry[]
  readonly programme: Programme
}

/** What a member may have of a case. */
export interface SeenCase {
  /** Their seat in the open stage, while their opinion is awaited; until then they read there what its holder reads. */
  readonly own: OwnSeat | null
  readonly reader: CaseReader
  readonly state: ProposalState
  readonly isSeen: (entry: Entry) => boolean
  /** Whether they are told what an entry caused: who was written to when tells who had decided. */
  readonly isCauseSeen: (entry: Entry) => boolean
}

export function seenBy({ access, email }: BoardMember, read: ReadCase): SeenCase {
  const { state, entries, programme } = read
  if (access === 'finance') {
    const isSeen = (entry: Entry): boolean => isOpenToFinance(entry, programme)
    return { own: null, reader: { place: 'finance' }, state, isSeen, isCauseSeen: isSeen }
  }
  const own = undecidedSeatOf(email, state, { programme })
  if (own === null) {
    return { own, reader: { place: 'office' }, state, isSeen: everything, isCauseSeen: everything }
  }
  const isSeen = isOpenBeforeOpinion(own, read)
  const opening = openingOf(entries)
  return {
    own,
    reader: own,
    state: stateBeforeOpinion(state, own, read),
    isSeen,
    isCauseSeen: (entry) => entry.sequence < opening && isSeen(entry),
  }
}

const everything = (): boolean => true

/** Whether a member reads a case as the holder of a seat whose opinion is awaited. */
export function awaitsOwnOpinion(member: BoardMember, state: ProposalState, programme: Programme): boolean {
  return seenBy(member, { state, entries: [], programme }).own !== null
}

/** A case in a list as a member may have it: when it last changed tells of an opinion as well. */
export function seenSummary(summary: CaseSummary, programme: Programme, member: BoardMember): CaseSummary {
  const { own, state } = seenBy(member, { state: summary.state, entries: [], programme })
  if (own === null || state.status !== 'in-review') return summary
  return { ...summary, state, updated: state.openedAt }
}

/** For whom evidence is made that a member asks for. */
export function audienceOf({ access }: BoardReader): Audience {
  return access === 'finance' ? 'finance' : 'city'
}

/** Whether a member sees the proposal's text and the mails that went out. */
export function maySeeReview({ access }: BoardReader): boolean {
  return access !== 'finance'
}
