import type { Context } from './commands.ts'
import { turnFault } from './decide-contract.ts'
import { byClock, stageOf } from './decide-parts.ts'
import { firstEligible, signatoryBar } from './eligibility.ts'
import type { ProposalFact } from './entries.ts'
import { isAwaited } from './seat.ts'
import { type Person, type ProposalState, personOf, type StateOf, samePerson } from './state.ts'

/**
 * The places that pass to their alternates because their holders did not answer in time: those of the open stage, or of the
 * signatories whose turn it is. None where the programme does not say so, or nobody may take one. Whoever has no alternate
 * keeps the place.
 */
export function placesPassedOn(state: ProposalState, context: Context): readonly ProposalFact[] {
  if (state.status === 'in-review') return seatsPassedOn(state, context)
  return state.status === 'signing' ? signaturesPassedOn(state, context) : []
}

function seatsPassedOn(state: StateOf<'in-review'>, context: Context): readonly ProposalFact[] {
  const stage = stageOf(context, state.stage)
  // Once a round: who is silent after that is for the case office to see to.
  const isSecond = state.seats.some(({ passedOver }) => passedOver.length > 0)
  if (stage.onDeadline !== 'alternate' || isSecond) return []
  const facts: ProposalFact[] = []
  let { seats } = state
  for (const { seat, holder } of state.seats.filter(isAwaited)) {
    const candidacy = { stage: state.stage, seat, seats }
    const alternate = stage.seats.find(({ id }) => id === seat)?.alternate
    const next = firstEligible([alternate], candidacy, state, context)
    // Whoever was silent in another seat, which they held for somebody else, is no help in this one.
    const silent = [holder, ...seats.flatMap(({ passedOver }) => passedOver)]
    if (next === null || isAmong(next, silent)) continue
    seats = seats.map((one) =>
      one.seat === seat ? { ...one, holder: next, passedOver: [...one.passedOver, holder] } : one,
    )
    facts.push({
      type: 'SeatAssigned',
      actor: byClock,
      data: {
        stage: state.stage,
        round: state.round,
        seat,
        holder: next,
        because: 'silence',
        reason: '',
      },
    })
  }
  return facts
}

/** In order only one has the turn; all others are still to be asked and owe nothing. */
function signaturesPassedOn(state: StateOf<'signing'>, context: Context): readonly ProposalFact[] {
  const { onDeadline, signatories: configured } = context.programme.signing
  if (onDeadline !== 'alternate') return []
  const facts: ProposalFact[] = []
  let { signatories } = state
  for (const signatory of state.signatories) {
    const { id, person, signed, passedOver } = signatory
    if (person === null || signed !== null || turnFault(state, signatory, context) !== null) continue
    const next = configured.find((place) => place.id === id)?.alternate
    if (next === undefined || isAmong(next, [person, ...passedOver])) continue
    const others = signatories.filter((other) => other.id !== id)
    if (signatoryBar(next.email, others, state, context) !== null) continue
    signatories = signatories.map((one) => (one.id === id ? { ...one, person: next } : one))
    facts.push({
      type: 'SignatoryReplaced',
      actor: byClock,
      data: { id, person: personOf(next), reason: '', because: 'silence' },
    })
  }
  return facts
}

function isAmong({ email }: Person, persons: readonly Person[]): boolean {
  return persons.some((person) => samePerson(person.email, email))
}
