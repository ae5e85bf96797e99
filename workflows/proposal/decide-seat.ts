import { sameMailbox } from '../programme/comparable-address.ts'
import type { CommandOf, Context } from './commands.ts'
import { byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { actingSeat } from './decide-review.ts'
import { seatBar, signatoryBar } from './eligibility.ts'
import { refuse } from './refusal.ts'
import { type ProposalState, personOf, type StateOf, startupSignatory } from './state.ts'

/** "B for A", once: whoever got the seat this way cannot pass it on. */
export function delegate(
  state: StateOf<'in-review'>,
  command: CommandOf<'delegate'>,
  context: Context,
): Decided {
  const seat = actingSeat(state, command, context)
  if ('refused' in seat) return seat
  if (seat.delegated) return refuse('already-delegated')
  if (seat.decision !== null) return refuse('already-decided')
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  if (sameMailbox(command.to.email, command.email)) return refuse('person-holds-seat', 'email')
  const bar = seatBar(command.to.email, { ...state, seat: seat.seat }, state, context)
  if (bar !== null) return refuse(bar, 'email')
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

/** The case office gives a seat, or a signatory's place, to somebody else; the old link is dead at once. */
export function reassign(state: ProposalState, command: CommandOf<'reassign'>, context: Context): Decided {
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  if (sameMailbox(command.to.email, command.by)) return refuse('seats-oneself', 'email')
  if ('seat' in command.target) {
    return state.status === 'in-review'
      ? reassignSeat(state, { ...command, seat: command.target.seat }, context)
      : refuse('not-now')
  }
  return state.status === 'signing'
    ? replaceSignatory(state, { ...command, id: command.target.signatory }, context)
    : refuse('not-now')
}

type Reassign = CommandOf<'reassign'>

function reassignSeat(
  state: StateOf<'in-review'>,
  command: Reassign & { seat: string },
  context: Context,
): Decided {
  const seat = state.seats.find((candidate) => candidate.seat === command.seat)
  if (seat === undefined) return refuse('target-unknown', 'target')
  if (seat.holder !== null && sameMailbox(seat.holder.email, command.to.email)) {
    return refuse('person-holds-seat', 'email')
  }
  const bar = seatBar(command.to.email, { ...state, seat: seat.seat }, state, context)
  if (bar !== null) return refuse(bar, 'email')
  return record({
    type: 'SeatAssigned',
    actor: byOffice(command.by),
    data: {
      stage: state.stage,
      round: state.round,
      seat: seat.seat,
      holder: personOf(command.to),
      because: 'reassignment',
      reason: command.reason.trim(),
    },
  })
}

function replaceSignatory(
  state: StateOf<'signing'>,
  command: Reassign & { id: string },
  context: Context,
): Decided {
  // Who signs for the startup is for the startup to say, by a revised proposal.
  const signatory = state.signatories.find(({ id }) => id === command.id && id !== startupSignatory)
  if (signatory === undefined) return refuse('target-unknown', 'target')
  if (signatory.signed !== null) return refuse('already-signed', 'target')
  const bar = signatoryBar(command.to.email, state.signatories, state, context)
  if (bar !== null) return refuse(bar, 'email')
  return record({
    type: 'SignatoryReplaced',
    actor: byOffice(command.by),
    data: { id: command.id, person: personOf(command.to), reason: command.reason.trim() },
  })
}
