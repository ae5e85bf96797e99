import { addKeptSpan } from '#workflows/programme/kept-span.ts'
import type { Programme, Retention } from '#workflows/programme/programme.ts'
import { isSealed } from './sealed.ts'
import type { ProposalState, StateOf } from './state.ts'

type RetentionRule = keyof Retention

/** How long the applicant's personal data of a closed case is kept, and from when on that counts. */
export interface RetainedFor {
  readonly rule: RetentionRule
  /** As the programme has it: `P2Y`, or `forever`. */
  readonly span: string
  /** When the time began (ISO 8601). */
  readonly since: string
  /** When the data is erased (ISO 8601); null for never. */
  readonly until: string | null
}

/** Which rule holds for a closed case. */
function retentionRule(state: StateOf<'closed'>): RetentionRule {
  const { closing, closedStages } = state
  if (isSealed(state)) return 'completed'
  switch (closing) {
    case 'completed':
      return 'completed'
    case 'rejected':
    case 'closed-by-office':
      return 'declined'
    case 'withdrawn':
      return state.because === 'address-corrected' ? 'unconfirmed' : 'withdrawnOrLapsed'
    // A stage that lapses is closed with the case; without one the address was never confirmed, and may be anybody's.
    case 'lapsed':
      return closedStages.length === 0 ? 'unconfirmed' : 'withdrawnOrLapsed'
  }
}

/** The rule for a closed case and when it ends, whether or not somebody holds the data meanwhile. */
export function keptFor(state: StateOf<'closed'>, { retention }: Pick<Programme, 'retention'>): RetainedFor {
  const rule = retentionRule(state)
  const span = retention[rule]
  const since = countedFrom(state)
  const until = span === 'forever' ? null : addKeptSpan(new Date(since), span).toISOString()
  return { rule, span, since, until }
}

/** A completed contract still runs after its case is closed: its time counts from its last day on, or a later instalment's. */
function countedFrom({ closedAt, schedule, endsOn }: StateOf<'closed'>): string {
  const last = [...(endsOn === null ? [] : [endsOn]), ...schedule.map(({ due }) => due)]
    .map((day) => `${day}T00:00:00.000Z`)
    .sort()
    .at(-1)
  return last !== undefined && last > closedAt ? last : closedAt
}

/**
 * When the retention of a case has something to do (ISO 8601); null for never. What is erased is looked at once more at once:
 * a run that died halfway is finished by the next.
 */
export function retentionDue(state: ProposalState, programme: Pick<Programme, 'retention'>): string | null {
  if (state.status !== 'closed' || state.hold !== null) return null
  return state.applicant === null ? state.closedAt : keptFor(state, programme).until
}
