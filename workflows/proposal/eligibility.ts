import { comparableAddress, sameMailbox } from '#workflows/programme/comparable-address.ts'
import { isInDomains } from '#workflows/programme/delegation.ts'
import { isCandidate, isNamedAs, namedByMailbox } from '#workflows/programme/named-people.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Context } from './commands.ts'
import { areMarksOf } from './personal-marks.ts'
import type { RefusalCode } from './refusal.ts'
import { type Person, type ProposalState, personOf, type Seat, type Signatory, samePerson } from './state.ts'

type OfProgramme = Pick<Context, 'programme'>
type Side = Pick<ProposalState, 'applicant' | 'formerMarks'>
type Known = Side & Pick<ProposalState, 'recused'>

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
  { programme }: OfProgramme,
): RefusalCode | null {
  const bar = caseBar(email, state, { programme })
  if (bar !== null) return bar
  const isSame = sameAs(email, programme)
  const others = candidacy.seats.filter((seat) => seat.seat !== candidacy.seat)
  if (others.some((seat) => seat.holder !== null && isSame(seat.holder.email))) return 'person-holds-seat'
  if (programme.oneDecisionPerPerson && decidedElsewhere(isSame, candidacy.stage, state)) {
    return 'person-decided-elsewhere'
  }
  return null
}

/** The first of these persons who may hold the seat, as the ledger keeps them; null when none may. */
export function firstEligible(
  persons: readonly (Person | null | undefined)[],
  candidacy: Candidacy,
  state: ProposalState,
  context: OfProgramme,
): Person | null {
  const free = persons.find((person) => person && seatBar(person.email, candidacy, state, context) === null)
  return free ? personOf(free) : null
}

/** Whether mail, as far as is known, reaches an address. */
export function isReachable(email: string, { unreachable }: Pick<ProposalState, 'unreachable'>): boolean {
  return !unreachable.some((lost) => samePerson(lost, email))
}

/** Why somebody may not sign for the city beside those who sign at other places; null when they may. */
export function signatoryBar(
  email: string,
  others: readonly Pick<Signatory, 'person'>[],
  state: Known,
  { programme }: OfProgramme,
): RefusalCode | null {
  const bar = caseBar(email, state, { programme })
  if (bar !== null) return bar
  const isSame = sameAs(email, programme)
  return others.some(({ person }) => person !== null && isSame(person.email)) ? 'second-signature' : null
}

/** Why somebody may decide nothing of the city's in this case, whatever place they hold; null when they may. */
export function caseBar(email: string, state: Known, context: OfProgramme): RefusalCode | null {
  if (isApplicantsSide(email, state, context)) return 'person-is-applicant'
  return state.recused.some((recused) => sameMailbox(recused, email)) ? 'person-recused' : null
}

/** Whether places may be given to somebody without a second member of the office: the programme names them, or their domain. */
export function isKnown(email: string, { programme }: OfProgramme): boolean {
  return isCandidate(email, programme) || isInDomains(email, programme.delegation.domains)
}

/** Whether this is the applicant's own mailbox, in whatever spelling. */
export function isApplicant(email: string, { applicant }: Pick<ProposalState, 'applicant'>): boolean {
  return applicant !== null && sameMailbox(applicant.email, email)
}

/**
 * Whether somebody stands on the applicant's side: by the address, or since the programme knows them by the mobile number or the
 * national code that any version of the proposal gave of the representative. A revision takes nobody off it.
 */
export function isApplicantsSide(
  email: string,
  { applicant, formerMarks }: Side,
  { programme }: OfProgramme,
): boolean {
  if (applicant === null) return false
  if (isApplicant(email, { applicant })) return true
  const marks = [...formerMarks, ...(applicant.marks ?? [])]
  if (marks.length === 0) return false
  return namedByMailbox(email, programme).some((person) => areMarksOf(marks, person))
}

/**
 * Whether an address is the same person's as another. Of two that the programme names, each is a person of its own, for a city
 * may well route by plus tags; any other is whose mailbox it reaches.
 */
export function sameAs(email: string, programme: Programme): (other: string) => boolean {
  const literal = email.toLowerCase()
  const comparable = comparableAddress(email)
  return (other) =>
    isNamedAs(literal, programme) && isNamedAs(other, programme)
      ? literal === other.toLowerCase()
      : comparable === comparableAddress(other)
}

/** Whether somebody declared no conflict in an earlier round of a stage: they need not do so again for a revised proposal. */
export function hasDeclared(
  email: string,
  stage: string,
  { closedStages }: Pick<ProposalState, 'closedStages'>,
  { programme }: OfProgramme,
): boolean {
  const isSame = sameAs(email, programme)
  return closedStages
    .filter((closedStage) => closedStage.stage === stage)
    .flatMap(({ seats }) => seats)
    .some(({ declared, holder }) => declared && holder !== null && isSame(holder.email))
}

function decidedElsewhere(
  isSame: (email: string) => boolean,
  stage: string,
  { closedStages }: ProposalState,
): boolean {
  return closedStages
    .filter((closedStage) => closedStage.stage !== stage)
    .flatMap((closedStage) => closedStage.seats)
    .some((seat) => seat.decision !== null && seat.holder !== null && isSame(seat.holder.email))
}
