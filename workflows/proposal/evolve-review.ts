import type { DataOf, EntryOf, EntryType } from './entries.ts'
import {
  applicantOf,
  closed,
  corrupted,
  type Evolvers,
  expectStatus,
  factsOf,
  owedFrom,
  withoutProposal,
} from './evolve-parts.ts'
import { settlingTerms } from './evolve-terms.ts'
import {
  type PassingCause,
  type Person,
  type Place,
  type ProposalState,
  type Seat,
  type StateOf,
} from './state.ts'

/** Review: stages, rounds, seats, revisions. */
export const reviewEvolvers = {
  StageOpened: (state, entry) => {
    const { stage, round, deadline, seats } = entry.data
    return {
      ...factsOf(state),
      status: 'in-review',
      stage,
      round,
      openedAt: entry.at,
      deadline,
      proposals: [],
      seats: seats.map(({ seat, holder, declared = declaredBefore(holder, stage, state) }) => ({
        seat,
        holder,
        left: [],
        passedOver: [],
        declared,
        delegated: false,
        decision: null,
      })),
    }
  },
  NoConflictDeclared: (state, entry) => withSeat(state, entry, (seat) => ({ ...seat, declared: true })),
  ReviewDecided: (state, entry) => {
    const { decision, score, answer, late } = entry.data
    const { at, sequence, digest: receipt } = entry
    const decided = withSeat(state, entry, (seat) => ({
      ...seat,
      decision: { decision, score, answer, at, sequence, receipt, ...(late && { late }) },
    }))
    return withoutProposal(decided, { seat: entry.data.seat })
  },
  ReviewerRecused: (state, entry) => {
    const recused = entry.actor.role === 'reviewer' ? [...state.recused, entry.actor.email] : state.recused
    return { ...withSeat(state, entry, vacated), recused }
  },
  SeatAssigned: (state, entry) =>
    withoutProposal(
      withSeat(state, entry, (seat) => ({
        ...(isPassedOver(entry.data.because) ? passedOn(seat, entry.data.because) : vacated(seat)),
        holder: entry.data.holder,
        delegated: seat.delegated || entry.data.because === 'delegation',
      })),
      { seat: entry.data.seat },
    ),
  HolderProposed: (state, entry) => {
    const { at, sequence, actor, data } = entry
    const target: Place = 'seat' in data.target ? { seat: data.target.seat } : data.target
    const by = actor.role === 'office' ? actor.email : ''
    const proposal = { sequence, at, by, target, to: data.holder, reason: data.reason }
    const rest = withoutProposal(withPlaces(state, entry), target)
    return { ...rest, proposals: [...rest.proposals, proposal] }
  },
  HolderDeclined: (state, entry) => {
    const open = withPlaces(state, entry)
    return { ...open, proposals: open.proposals.filter(({ sequence }) => sequence !== entry.data.proposal) }
  },
  // Nothing changes but who knows of it: the case office is told by the relay.
  QuorumEndangered: (state) => state,
  StageClosed: (state, entry) => {
    const review = expectStatus(state, 'in-review', entry)
    const { stage, round, outcome, timeUsed, nextStage, revise, settle } = entry.data
    const facts = {
      ...factsOf(review),
      timeUsed: { ...review.timeUsed, [stage]: timeUsed },
      closedStages: [...review.closedStages, { stage, round, outcome, at: entry.at, seats: review.seats }],
    }
    if (outcome === 'rejected') return closed({ ...review, ...facts }, entry, 'rejected')
    if (revise !== null) return { ...facts, status: 'awaiting-revision', stage, round, deadline: revise }
    if (nextStage !== null) {
      return { ...facts, status: 'between-stages', stage: nextStage, round: 1, ...owedFrom(entry) }
    }
    if (settle === null) throw corrupted(entry, review.status)
    return settlingTerms({ ...review, ...facts }, 'approved', settle)
  },
  ProposalRevised: (state, entry) => {
    const { stage, round, acceptedTerms: _, ...document } = entry.data
    return {
      ...factsOf(expectStatus(state, 'awaiting-revision', entry)),
      ...document,
      applicant: applicantOf(entry),
      formerMarks: [...state.formerMarks, ...(state.applicant?.marks ?? [])],
      status: 'between-stages',
      stage,
      round: round + 1,
      ...owedFrom(entry),
    }
  },
} satisfies Partial<Evolvers>

/** What an opening of an earlier release does not say: then who declared in an earlier round, under the address as that release
 * compared it: what it recorded means for ever what it meant then, however people are compared since. */
function declaredBefore(holder: Person | null, stage: string, { closedStages }: ProposalState): boolean {
  if (holder === null) return false
  return closedStages
    .filter((closedStage) => closedStage.stage === stage)
    .flatMap(({ seats }) => seats)
    .some((seat) => seat.declared && seat.holder?.email.toLowerCase() === holder.email.toLowerCase())
}

function withPlaces(
  state: ProposalState,
  entry: { sequence: number; type: EntryType },
): StateOf<'in-review' | 'signing'> {
  if (state.status !== 'in-review' && state.status !== 'signing') throw corrupted(entry, state.status)
  return state
}

function withSeat<T extends EntryType>(
  state: ProposalState,
  entry: EntryOf<T> & { data: { seat: string } },
  change: (seat: Seat) => Seat,
): StateOf<'in-review'> {
  const review = expectStatus(state, 'in-review', entry)
  return {
    ...review,
    seats: review.seats.map((seat) => (seat.seat === entry.data.seat ? change(seat) : seat)),
  }
}

/** Whether a seat went to the alternate though its holder had not given it up. */
function isPassedOver(because: DataOf<'SeatAssigned'>['because']): because is PassingCause {
  return because === 'silence' || because === 'unreachable'
}

/** A seat whose holder did not answer in time, or whom mail does not reach. */
function passedOn(seat: Seat, because: PassingCause): Seat {
  const passedOver =
    seat.holder === null ? seat.passedOver : [...seat.passedOver, { ...seat.holder, because }]
  return { ...seat, passedOver, declared: false }
}

/** A seat whose holder gave it up; what they decided does not count any more. */
function vacated(seat: Seat): Seat {
  const left = seat.holder === null ? seat.left : [...seat.left, seat.holder.email]
  return { ...seat, holder: null, left, declared: false, decision: null }
}
