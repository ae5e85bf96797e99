import type { CaseClaim } from '#workflows/links/claim.ts'
import { addKeptSpan } from '#workflows/programme/kept-span.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { expectedOf } from './obligations.ts'
import type { ProposalState, StateOf } from './state.ts'

/** A link that was asked for after its purpose ended opens for so long all the same. */
const asked = 'P7D'

/**
 * When a link of the applicant's or of finance's ends (ISO 8601), a time after what it was for: the case, and under a completed
 * contract all that is still expected and its last day. Null while that is open, for ever, and for links that end with their step.
 */
export function endOfLink(
  claim: Pick<CaseClaim, 'opens' | 'issued'>,
  state: ProposalState,
  { links }: Pick<Programme, 'links'>,
): string | null {
  const span =
    claim.opens === 'track' ? links.applicant : claim.opens === 'finance' ? links.finance : 'forever'
  if (span === 'forever' || state.status !== 'closed') return null
  const over = overSince(state)
  if (over === null) return null
  const ends = [addKeptSpan(new Date(over), span), addKeptSpan(new Date(claim.issued), asked)]
  return new Date(Math.max(...ends.map((end) => end.getTime()))).toISOString()
}

/** When the last thing of a closed case was done or is due; null while something of its contract is expected. */
function overSince(state: StateOf<'closed'>): string | null {
  if (expectedOf(state).length > 0) return null
  const { closedAt, endsOn, schedule, payments, guarantees } = state
  const days = [
    ...(endsOn === null ? [] : [endsOn]),
    ...schedule.map(({ due }) => due),
    ...payments.map(({ receivedOn }) => receivedOn),
    ...guarantees.flatMap(({ releasedOn, expiresOn }) => releasedOn ?? expiresOn ?? []),
  ]
  return [closedAt, ...days.map((day) => `${day}T23:59:59.000Z`)].sort().at(-1) ?? closedAt
}
