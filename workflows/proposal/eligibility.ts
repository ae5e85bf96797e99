import type { Context } from './commands.ts'
import type { RefusalCode } from './refusal.ts'
import { type Person, type ProposalState, type Seat, type Signatory, samePerson } from './state.ts'

interface Candidacy {
  readonly stage: string
  readonly seat: string
  readonly seats: readonly Seat[]
}

/** Why somebody may not hold a seat; null when they may. */
export function seatBar(
  email: string,
  candidacy: Candidacy,
  state: ProposalState,
  { programme }: Pick<Context, 'programme'>,
): RefusalCode | null {
  if (isApplicant(email, state)) return 'person-is-applicant'
  const others = candidacy.seats.filter((seat) => seat.seat !== candidacy.seat)
  if (others.some((seat) => seat.holder !== null && samePerson(seat.holder.email, email))) {
    return 'person-holds-seat'
  }
  if (candidacy.seats.some((seat) => seat.left.some((left) => samePerson(left, email))))
    return 'person-recused'
  if (programme.oneDecisionPerPerson && decidedElsewhere(email, candidacy.stage, state)) {
    return 'person-decided-elsewhere'
  }
  return null
}

/** The first of these persons who may hold the seat; null when none may. */
export function firstEligible(
  persons: readonly (Person | null | undefined)[],
  candidacy: Candidacy,
  state: ProposalState,
  context: Pick<Context, 'programme'>,
): Person | null {
  return persons.find((person) => person && seatBar(person.email, candidacy, state, context) === null) ?? null
}

export function isApplicant(email: string, state: Pick<ProposalState, 'applicant'>): boolean {
  return state.applicant !== null && samePerson(state.applicant.email, email)
}

/** Why somebody may not sign for the city beside those who sign at other places; null when they may. */
export function signatoryBar(
  email: string,
  others: readonly Signatory[],
  state: Pick<ProposalState, 'applicant'>,
): RefusalCode | null {
  if (isApplicant(email, state)) return 'person-is-applicant'
  const taken = others.some(({ person }) => person !== null && samePerson(person.email, email))
  return taken ? 'second-signature' : null
}

function decidedElsewhere(email: string, stage: string, state: ProposalState): boolean {
  return state.closedStages
    .filter((closedStage) => closedStage.stage !== stage)
    .flatMap((closedStage) => closedStage.seats)
    .some((seat) => seat.decision !== null && seat.holder !== null && samePerson(seat.holder.email, email))
}
