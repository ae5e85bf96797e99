import { followLink } from '#functions/shared/follow-link.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import type { Language } from '#workflows/language.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import { isAfterDeadline, isPassingOn, lapseOf } from '#workflows/proposal/decide-late.ts'
import { stageOf } from '#workflows/proposal/decide-parts.ts'
import { heldSeat } from '#workflows/proposal/decide-review.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import {
  type Person,
  type ProposalState,
  type Seat,
  type StageOutcome,
  type StateOf,
  samePerson,
} from '#workflows/proposal/state.ts'
import type { ReviewDependencies } from './review-dependencies.ts'

/** Why a seat's link no longer decides anything. */
export type SeatOver = 'stage-closed' | 'seat-reassigned' | 'case-closed' | 'deadline-passed'

interface AnyVisit {
  readonly token: string
  readonly language: Language
  readonly claim: ClaimTo<'review'>
  readonly state: ProposalState
  readonly entries: readonly Entry[]
  readonly programme: Programme
  readonly stage: Stage
}

export interface OpenVisit extends AnyVisit {
  readonly standing: 'open'
  readonly state: StateOf<'in-review'>
  readonly seat: Seat
  readonly holder: Person
  /** The last day is over, and an answer still counts. */
  readonly isLate: boolean
  /** So it is, until the seat goes to its alternate. */
  readonly isPassingOn: boolean
}

export interface OverVisit extends AnyVisit {
  readonly standing: 'over'
  readonly because: SeatOver
  /** How the stage's last round ended; null when it goes on without this person, or the case ended first. */
  readonly outcome: StageOutcome | null
  /** Who has the seat now; null where nobody has, or nobody is asked any more. */
  readonly heldBy: Person | null
  /** When the stage lapses whose time is over, unless it is given more (ISO 8601); null for any other end. */
  readonly lapsesAt: string | null
}

/** Somebody who came by a seat's link, and what the link still opens. */
export type SeatVisit = OpenVisit | OverVisit

/** Reads the link and its case; a problem when the link opens no seat. */
export async function visitSeat(
  request: HttpRequest,
  dependencies: ReviewDependencies,
): Promise<SeatVisit | Problem> {
  const link = await followLink(request, 'review', dependencies)
  if ('code' in link) return link
  const { token, claim, state, programme } = link
  const visit = {
    token,
    language: pageLanguage(request, claim.language ?? 'fa'),
    claim,
    entries: await dependencies.cases.entries(claim.reference),
    programme,
    stage: stageOf({ programme }, claim.stage),
  }
  if (state.status !== 'in-review' || state.stage !== claim.stage) {
    return { ...visit, state, standing: 'over', lapsesAt: null, ...endOf(visit, state) }
  }
  const seat = heldSeat(state, claim)
  const over = { ...visit, state, standing: 'over', outcome: null, lapsesAt: null } as const
  if ('refused' in seat || seat.holder === null) {
    const heldBy = state.seats.find((one) => one.seat === claim.seat)?.holder ?? null
    return { ...over, because: 'seat-reassigned', heldBy }
  }
  const now = dependencies.now()
  const lapsesAt = lapseOf(state, { now, programme })
  if (lapsesAt !== null) {
    return { ...over, because: 'deadline-passed', heldBy: null, lapsesAt }
  }
  return {
    ...visit,
    state,
    standing: 'open',
    seat,
    holder: seat.holder,
    isLate: isAfterDeadline(state, { now }),
    isPassingOn: isPassingOn(state, claim.seat, { now, programme }),
  }
}

/** The round that closed tells whether the seat was still this person's at its end. */
function endOf(
  { claim, entries }: Pick<AnyVisit, 'claim' | 'entries'>,
  state: ProposalState,
): Pick<OverVisit, 'because' | 'outcome' | 'heldBy'> {
  const opened = entries.findLast(
    (entry): entry is EntryOf<'StageOpened'> & Entry =>
      entry.type === 'StageOpened' && entry.data.stage === claim.stage,
  )
  const closed = state.closedStages.find(
    ({ stage, round }) => stage === claim.stage && round === opened?.data.round,
  )
  if (closed === undefined) return { because: 'case-closed', outcome: null, heldBy: null }
  const holder = closed.seats.find(({ seat }) => seat === claim.seat)?.holder
  const isTheirs = holder !== null && holder !== undefined && samePerson(holder.email, claim.email)
  const { outcome } = closed
  const ended = outcome === 'lapsed' ? 'deadline-passed' : 'stage-closed'
  return { because: isTheirs ? ended : 'seat-reassigned', outcome, heldBy: null }
}
