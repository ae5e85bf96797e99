import type { Context } from './commands.ts'
import { turnFault } from './decide-contract.ts'
import { byClock, stageOf } from './decide-parts.ts'
import { firstEligible, isReachable, signatoryBar } from './eligibility.ts'
import type { Actor, ProposalFact } from './entries.ts'
import { isAwaited } from './seat.ts'
import {
  type PassingCause,
  type Person,
  type ProposalState,
  personOf,
  type Seat,
  type StateOf,
  samePerson,
} from './state.ts'

/** Why places pass to their alternates though nobody gave them up. */
interface Cause {
  readonly because: PassingCause
  readonly actor: Actor
  /** Whose places; of everybody who owes an answer where it is absent. */
  readonly email?: string
}

const silence: Cause = { because: 'silence', actor: byClock }

/**
 * The places that pass to their alternates because their holders did not answer in time, or mail does not reach them: those of
 * the open stage, or of the signatories whose turn it is. None where nobody may take one, and by silence none where the
 * programme does not say so. Whoever has no alternate keeps the place.
 */
export function placesPassedOn(
  state: ProposalState,
  context: Pick<Context, 'programme'>,
  cause: Cause = silence,
): readonly ProposalFact[] {
  if (state.status === 'in-review') return seatsPassedOn(state, context, cause)
  return state.status === 'signing' ? signaturesPassedOn(state, context, cause) : []
}

function seatsPassedOn(
  state: StateOf<'in-review'>,
  context: Pick<Context, 'programme'>,
  cause: Cause,
): readonly ProposalFact[] {
  const stage = stageOf(context, state.stage)
  if (cause.because === 'silence' && (stage.onDeadline !== 'alternate' || wasSilent(state))) return []
  const { because, actor } = cause
  const facts: ProposalFact[] = []
  let { seats } = state
  for (const { seat, holder } of state.seats.filter(isAwaited)) {
    if (!isMeant(holder, cause)) continue
    const candidacy = { stage: state.stage, seat, seats }
    const alternate = stage.seats.find(({ id }) => id === seat)?.alternate
    const next = firstEligible([alternate], candidacy, state, context)
    // Whoever was silent in another seat, which they held for somebody else, is no help in this one.
    const silent = [holder, ...seats.flatMap(silentIn)]
    if (next === null || isAmong(next, silent) || !isReachable(next.email, state)) continue
    seats = seats.map((one) =>
      one.seat === seat
        ? { ...one, holder: next, passedOver: [...one.passedOver, { ...holder, because }] }
        : one,
    )
    const { stage: id, round } = state
    facts.push({
      type: 'SeatAssigned',
      actor,
      data: { stage: id, round, seat, holder: next, because, reason: '' },
    })
  }
  return facts
}

/** Silence passes on once a round: who is silent after that is for the case office to see to. */
function wasSilent(state: StateOf<'in-review'>): boolean {
  return state.seats.some((seat) => silentIn(seat).length > 0)
}

/** Who lost a seat by silence, as it was recorded then: whom mail did not reach was asked nothing. */
function silentIn({ passedOver }: Seat): readonly Person[] {
  return passedOver.filter(({ because }) => because === 'silence')
}

/** In order only one has the turn; all others are still to be asked and owe nothing. */
function signaturesPassedOn(
  state: StateOf<'signing'>,
  context: Pick<Context, 'programme'>,
  cause: Cause,
): readonly ProposalFact[] {
  const { onDeadline, signatories: configured } = context.programme.signing
  if (cause.because === 'silence' && onDeadline !== 'alternate') return []
  const facts: ProposalFact[] = []
  let { signatories } = state
  for (const signatory of state.signatories) {
    const { id, person, signed, passedOver } = signatory
    if (person === null || signed !== null || !isMeant(person, cause)) continue
    if (turnFault(state, signatory, context) !== null) continue
    const next = configured.find((place) => place.id === id)?.alternate
    if (next === undefined || isAmong(next, [person, ...passedOver]) || !isReachable(next.email, state))
      continue
    const others = signatories.filter((other) => other.id !== id)
    if (signatoryBar(next.email, others, state, context) !== null) continue
    signatories = signatories.map((one) => (one.id === id ? { ...one, person: next } : one))
    const { because, actor } = cause
    facts.push({
      type: 'SignatoryReplaced',
      actor,
      data: { id, person: personOf(next), reason: '', because },
    })
  }
  return facts
}

function isMeant(person: Person, { email }: Cause): boolean {
  return email === undefined || samePerson(person.email, email)
}

function isAmong({ email }: Person, persons: readonly Person[]): boolean {
  return persons.some((person) => samePerson(person.email, email))
}
