import { isAwaited, isVacant } from '#workflows/proposal/seat.ts'
import { type Person, type ProposalState, samePerson } from '#workflows/proposal/state.ts'

/** Why a case cannot go on before the case office has done something. */
export type Attention = 'late' | 'terms' | 'vacant' | 'unreachable'

/** The first reason for which a case needs the case office itself; null while it can go on without. */
export function attentionOf(state: ProposalState): Attention | null {
  if ('late' in state && state.late) return 'late'
  if (state.status === 'settling-terms') return 'terms'
  if (hasVacancy(state)) return 'vacant'
  return waitsForTheUnreachable(state) ? 'unreachable' : null
}

/** A seat without a decision that nobody holds, or a signature that nobody is named for. */
function hasVacancy(state: ProposalState): boolean {
  if (state.status === 'in-review') {
    return state.seats.some(isVacant)
  }
  if (state.status !== 'signing') return false
  return state.signatories.some(({ person, signed }) => person === null && signed === null)
}

/** Whether mail did not reach somebody who still has to act. */
function waitsForTheUnreachable(state: ProposalState): boolean {
  const isUnreachable = (email: string | undefined): boolean =>
    email !== undefined && state.unreachable.some((lost) => samePerson(lost, email))
  switch (state.status) {
    case 'unconfirmed':
    case 'awaiting-revision':
      return isUnreachable(state.applicant?.email)
    case 'in-review':
      return state.seats.filter(isAwaited).some(({ holder }) => isUnreachable(holder.email))
    case 'signing':
      return state.signatories.some(({ person, signed }) => signed === null && isUnreachable(person?.email))
    case 'with-finance':
      // Finance's address stands in the programme and not in the state: it is the one that is nobody else's.
      return state.unreachable.some((lost) => !knownAddresses(state).some((email) => samePerson(email, lost)))
    default:
      return false
  }
}

function knownAddresses(state: ProposalState): string[] {
  const seats = state.closedStages.flatMap((stage) => stage.seats)
  const signatories = 'signatories' in state ? state.signatories : []
  return [
    ...(state.applicant === null ? [] : [state.applicant.email]),
    ...seats.flatMap(({ left }) => left),
    ...seats.flatMap(({ holder, passedOver }) => [holder, ...passedOver].flatMap(emailOf)),
    ...signatories.flatMap(({ person, passedOver }) => [person, ...passedOver].flatMap(emailOf)),
  ]
}

function emailOf(person: Person | null): string[] {
  return person === null ? [] : [person.email]
}
