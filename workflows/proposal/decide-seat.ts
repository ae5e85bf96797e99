import { startupSignatory } from '#workflows/links/place.ts'
import { sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { CommandOf, Context } from './commands.ts'
import { alreadySo, byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { actingSeat } from './decide-review.ts'
import { isKnown, seatBar, signatoryBar } from './eligibility.ts'
import type { DataOf, ProposalFact } from './entries.ts'
import { type Refusal, refuse } from './refusal.ts'
import {
  type HolderProposal,
  isSamePlace,
  type Person,
  type Place,
  personOf,
  type Seat,
  type StateOf,
} from './state.ts'

type WithPlaces = StateOf<'in-review' | 'signing'>

/** Whom a place is to be given to, and why. */
interface Appointment {
  readonly target: Place
  readonly to: Person
  readonly reason: string
}

/** "B for A", once in a stage: whoever got the seat this way cannot pass it on, nor in a later round. Somebody from outside is for the case office to propose. */
export function delegate(
  state: StateOf<'in-review'>,
  command: CommandOf<'delegate'>,
  context: Context,
): Decided {
  const seat = actingSeat(state, command, context)
  if ('refused' in seat) return seat
  if (wasDelegated(seat, state)) return refuse('already-delegated')
  if (seat.decision !== null) return refuse('already-decided')
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  if (sameMailbox(command.to.email, command.email)) return refuse('person-holds-seat', 'email')
  const bar = seatBar(command.to.email, { ...state, seat: seat.seat }, state, context)
  if (bar !== null) return refuse(bar, 'email')
  if (!isKnown(command.to.email, context)) return refuse('person-outside', 'email')
  return record({
    type: 'SeatAssigned',
    actor: { role: 'reviewer', email: command.email },
    data: {
      stage: state.stage,
      round: state.round,
      seat: seat.seat,
      holder: personOf(command.to),
      because: 'delegation',
      reason: command.reason.trim(),
    },
  })
}

/** Whether a seat was passed on in this round of its stage or an earlier one. */
export function wasDelegated(
  { seat, delegated }: Seat,
  { stage, closedStages }: StateOf<'in-review'>,
): boolean {
  return (
    delegated ||
    closedStages.some(
      (earlier) => earlier.stage === stage && earlier.seats.some((one) => one.seat === seat && one.delegated),
    )
  )
}

/**
 * The case office gives a seat, or a signatory's place, to somebody else; the old link is dead at once. Whoever comes from
 * outside is only proposed by it, and seated once a second member agrees.
 */
export function reassign(state: WithPlaces, command: CommandOf<'reassign'>, context: Context): Decided {
  const { by, target, to } = command
  const reason = command.reason.trim()
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  const refusal = appointmentFault(state, { by, target, to }, context)
  if (refusal !== null) return refusal
  if (isKnown(to.email, context)) return record(appointed(state, { target, to, reason }, { by }))
  const isOpen = state.proposals.some(
    (open) => isSamePlace(open.target, target) && open.by === by && open.to.email === to.email,
  )
  if (isOpen) return alreadySo
  return record({
    type: 'HolderProposed',
    actor: byOffice(by),
    data: { target: placed(state, target), holder: personOf(to), reason },
  })
}

/** A second member of the office agrees to somebody from outside, who is seated by that. */
export function agreeHolder(
  state: WithPlaces,
  { by, proposal: sequence }: CommandOf<'agree-holder'>,
  context: Context,
): Decided {
  const proposal = state.proposals.find((open) => open.sequence === sequence)
  if (proposal === undefined) return refuse('proposal-over')
  if (sameMailbox(by, proposal.by)) return refuse('second-member')
  const refusal = appointmentFault(state, { by, target: proposal.target, to: proposal.to }, context)
  if (refusal !== null) return refusal
  return record(appointed(state, proposal, { by, proposal }))
}

/** Any member of the office may decline, who proposed it too. */
export function declineHolder(
  state: WithPlaces,
  { by, proposal: sequence, reason }: CommandOf<'decline-holder'>,
): Decided {
  const proposal = state.proposals.find((open) => open.sequence === sequence)
  if (proposal === undefined) return refuse('proposal-over')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({
    type: 'HolderDeclined',
    actor: byOffice(by),
    data: { proposal: sequence, target: placed(state, proposal.target), reason: reason.trim() },
  })
}

/** Why the office may not give a place to somebody; null when it may. */
function appointmentFault(
  state: WithPlaces,
  { by, target, to }: Omit<Appointment, 'reason'> & { readonly by: string },
  context: Context,
): Refusal | null {
  if (sameMailbox(to.email, by)) return refuse('seats-oneself', 'email')
  if ('seat' in target) {
    if (state.status !== 'in-review') return refuse('not-now')
    const seat = state.seats.find((candidate) => candidate.seat === target.seat)
    if (seat === undefined) return refuse('target-unknown', 'target')
    // A cast vote is nobody's to strike but its voter's, who may step aside.
    if (seat.decision !== null) return refuse('already-decided', 'target')
    if (seat.holder !== null && sameMailbox(seat.holder.email, to.email)) {
      return refuse('person-holds-seat', 'email')
    }
    const bar = seatBar(to.email, { ...state, seat: seat.seat }, state, context)
    return bar === null ? null : refuse(bar, 'email')
  }
  if (state.status !== 'signing') return refuse('not-now')
  // Who signs for the startup is for the startup to say, by a revised proposal.
  const signatory = state.signatories.find(({ id }) => id === target.signatory && id !== startupSignatory)
  if (signatory === undefined) return refuse('target-unknown', 'target')
  if (signatory.signed !== null) return refuse('already-signed', 'target')
  const bar = signatoryBar(to.email, state.signatories, state, context)
  return bar === null ? null : refuse(bar, 'email')
}

/** The entry by which a place changes hands; it names who proposed where somebody else agreed. */
function appointed(
  state: WithPlaces,
  { target, to, reason }: Appointment,
  { by, proposal }: { readonly by: string; readonly proposal?: HolderProposal },
): ProposalFact {
  const proposed =
    proposal === undefined ? {} : { proposed: { by: proposal.by, sequence: proposal.sequence } }
  const actor = byOffice(by)
  if ('signatory' in target) {
    const data = { id: target.signatory, person: personOf(to), reason, ...proposed }
    return { type: 'SignatoryReplaced', actor, data }
  }
  return {
    type: 'SeatAssigned',
    actor,
    data: { ...seatIn(state, target), holder: personOf(to), because: 'reassignment', reason, ...proposed },
  }
}

/** A place as an entry names it, so that it can be told long after. */
function placed(state: WithPlaces, target: Place): DataOf<'HolderProposed'>['target'] {
  return 'signatory' in target ? target : seatIn(state, target)
}

/** `appointmentFault` has vouched for the status, which the compiler cannot see. */
function seatIn(state: WithPlaces, { seat }: { readonly seat: string }) {
  const { stage, round } = state as StateOf<'in-review'>
  return { stage, round, seat }
}
