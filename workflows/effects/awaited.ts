import { startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import { isReachable } from '#workflows/proposal/eligibility.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import { type Person, type ProposalState, type Seat, samePerson } from '#workflows/proposal/state.ts'
import type { EffectOf } from './effect.ts'

type ReviewerEffect = EffectOf<'mail-reviewer'>
type SignatoryEffect = EffectOf<'mail-signatory'>

/** Asks every seat of the open stage that waits for its holder's decision. */
export function askReviewers(
  state: ProposalState,
  message: ReviewerEffect['message'],
): readonly ReviewerEffect[] {
  if (state.status !== 'in-review') return []
  return state.seats
    .filter(isAwaited)
    .map(({ seat, holder }) => ({ kind: 'mail-reviewer', message, seat, person: holder }))
}

/** Asks every signatory whose turn it is; a later version of the contract comes with what changed, unless `as` says otherwise. */
export function askSignatories(
  state: ProposalState | null,
  programme: Programme,
  as?: SignatoryEffect['message'],
): readonly SignatoryEffect[] {
  if (state?.status !== 'signing') return []
  const message = as ?? (state.contract.version > 1 ? 'signature-requested-anew' : 'signature-requested')
  return state.signatories.flatMap((signatory) => {
    const { id, person, signed } = signatory
    const inTurn = signed === null && turnFault(state, signatory, { programme }) === null
    if (!inTurn || person === null) return []
    return [{ kind: 'mail-signatory' as const, message, signatory: id, person }]
  })
}

/** Whether the contract waits for who stands for the startup, for whom nobody else can sign. */
export function awaitsStartup(state: ProposalState, programme: Programme): boolean {
  return askSignatories(state, programme).some(({ signatory }) => signatory === startupSignatory)
}

/** A seat or a signature that is still awaited and that nobody can give: nobody holds the place, or mail does not reach who does. */
export interface PlaceOutOfReach {
  readonly id: string
  readonly person: Person | null
}

export function placesOutOfReach(state: ProposalState): readonly PlaceOutOfReach[] {
  const isOut = ({ person }: PlaceOutOfReach): boolean => person === null || !isReachable(person.email, state)
  switch (state.status) {
    case 'in-review':
      return state.seats
        .filter(({ decision }) => decision === null)
        .map(({ seat, holder }) => ({ id: seat, person: holder }))
        .filter(isOut)
    case 'signing':
      return state.signatories.filter(({ signed }) => signed === null).filter(isOut)
    default:
      return []
  }
}

/** Who holds a seat of the open stage; null when nobody does, or no stage is open. */
export function holderOf(state: ProposalState, seat: string): Person | null {
  if (state.status !== 'in-review') return null
  return state.seats.find((candidate) => candidate.seat === seat)?.holder ?? null
}

/** Whether a seat of the open stage still waits for the very person who was asked. */
export function awaitsReviewer(seats: readonly Seat[], { seat: id, person }: ReviewerEffect): boolean {
  return seats
    .filter(isAwaited)
    .some(({ seat, holder }) => seat === id && samePerson(holder.email, person.email))
}
