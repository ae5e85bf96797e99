import type { Receipt } from '#functions/shared/pages/contract-view.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { alreadyCounted } from '#workflows/proposal/decide-review.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import { type ProposalState, type StageOutcome, samePerson } from '#workflows/proposal/state.ts'

type SeatHolder = Pick<ClaimTo<'review'>, 'stage' | 'seat' | 'email'>

/** The last decision that this person recorded in this seat, in whatever round. */
export function lastDecision(
  entries: readonly Entry[],
  claim: SeatHolder,
): EntryOf<'ReviewDecided'> | undefined {
  return entries.findLast((entry) => isDecisionOf(entry, claim))
}

function isDecisionOf(
  entry: Entry,
  { stage, seat, email }: SeatHolder,
): entry is EntryOf<'ReviewDecided'> & Entry {
  return (
    entry.type === 'ReviewDecided' &&
    entry.data.stage === stage &&
    entry.data.seat === seat &&
    entry.actor.role === 'reviewer' &&
    samePerson(entry.actor.email, email)
  )
}

/** How a seat was left: given back, passed on, or taken by the case office or by time. */
export type Departure = EntryOf<'ReviewerRecused'> | EntryOf<'SeatAssigned'>

/** The entry by which this person lost the seat; undefined while they have not. */
export function departureOf(
  entries: readonly Entry[],
  { stage, seat, email }: SeatHolder,
): Departure | undefined {
  let departure: Departure | undefined
  let holder: string | undefined
  for (const entry of entries) {
    if (entry.type === 'StageOpened' && entry.data.stage === stage) {
      holder = entry.data.seats.find((opened) => opened.seat === seat)?.holder?.email
    }
    if (entry.type !== 'ReviewerRecused' && entry.type !== 'SeatAssigned') continue
    if (entry.data.stage !== stage || entry.data.seat !== seat) continue
    if (holder !== undefined && samePerson(holder, email)) departure = entry
    holder = entry.type === 'SeatAssigned' ? entry.data.holder.email : undefined
  }
  return departure
}

/** Where a command's answer is counted: the round, its decision with its receipt, and the outcome if the round has closed. */
export interface CountedWord {
  readonly round: number
  readonly receipt: Receipt
  readonly stageOutcome: StageOutcome | null
}

/** Finds the answer that a decision became, or that it repeats. Throws when the ledger does not hold it. */
export function countedAnswer(
  state: ProposalState,
  command: CommandOf<'decide-review'>,
  programme: Programme,
): CountedWord {
  const open = state.status === 'in-review' ? [{ ...state, outcome: null }] : []
  for (const { stage, round, seats, outcome } of [...open, ...state.closedStages.toReversed()]) {
    const decision = seats.find(({ seat }) => seat === command.seat)?.decision
    if (stage === command.stage && decision && alreadyCounted(seats, command, { programme })) {
      const { sequence, receipt: digest, at } = decision
      return { round, receipt: { sequence, digest, at }, stageOutcome: outcome }
    }
  }
  throw new Error(`Case ${state.reference} does not hold an answer that it recorded`)
}
