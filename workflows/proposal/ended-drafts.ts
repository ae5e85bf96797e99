import type { ProposalState, Seat } from './state.ts'

/**
 * The seats of which a draft, if there is one, ends with a change of the case: the round closed, the seat was decided, or it
 * went to somebody else. A pure comparison, so that no way of ending a round can forget it.
 */
export function endedDrafts(
  before: ProposalState | null,
  after: ProposalState,
): readonly { readonly stage: string; readonly seat: string }[] {
  if (before?.status !== 'in-review') return []
  const { stage, round } = before
  const goesOn = after.status === 'in-review' && after.stage === stage && after.round === round
  const now = new Map<string, Seat>(goesOn ? after.seats.map((seat) => [seat.seat, seat]) : [])
  return before.seats
    .filter((seat) => !isAsBefore(seat, now.get(seat.seat)))
    .map(({ seat }) => ({ stage, seat }))
}

function isAsBefore(before: Seat, after: Seat | undefined): boolean {
  return (
    after !== undefined &&
    after.holder?.email === before.holder?.email &&
    after.decision?.sequence === before.decision?.sequence
  )
}
