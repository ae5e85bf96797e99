import type { Due } from '#functions/shared/ports/case-store.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import { retentionDue } from '#workflows/proposal/retention.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const minute = 60_000

/**
 * What is on its way is looked at this often at least, and so is a case whose next step is the machine's own, since an execution can
 * be lost without a word. Milliseconds.
 */
export const reconcileEvery = 6 * 60 * minute

type Resting = Pick<Programme, 'retention' | 'timeZone' | 'calendar'>

export interface Visited {
  readonly now: Date
  /** When the case last changed (ISO 8601). */
  readonly changedAt: string
  /** Whether all that was due has happened. */
  readonly onTime: boolean
  /** Whether all effects arrived and the workflow stands where the ledger does. */
  readonly atRest: boolean
  readonly programme: Resting
}

/**
 * Who has to look at a case again after a visit of the clock, and when; null for nobody. What is still on its way is looked at
 * after a minute, and the longer it takes, the more seldom: whatever fails for hours is not mended by haste. A case at rest that
 * waits for people is looked at when time makes something of it and not before: should its execution be lost meanwhile, what they
 * answer starts it anew (`reconcile`). A closed one is left to retention, and before that to the clock where something is
 * expected under its contract.
 */
export function nextVisit(
  state: ProposalState,
  { now, changedAt, onTime, atRest, programme }: Visited,
): Due | null {
  const after = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()
  const age = now.getTime() - new Date(changedAt).getTime()
  const retry = after(Math.min(Math.max(age / 4, minute), reconcileEvery))
  if (!onTime) return { at: retry, to: 'clock' }
  const natural = nextDue(state, programme, now)
  if (atRest && state.status === 'closed') return whenClosed(state, programme)
  if (atRest && !('owedSince' in state)) return natural === null ? null : { at: natural, to: 'clock' }
  const look = atRest ? after(reconcileEvery) : retry
  return { at: natural !== null && natural < look ? natural : look, to: 'clock' }
}

function whenClosed(state: ProposalState, programme: Resting): Due | null {
  const expected = nextDue(state, programme)
  const erased = retentionDue(state, programme)
  if (erased !== null && (expected === null || erased <= expected)) return { at: erased, to: 'retention' }
  return expected === null ? null : { at: expected, to: 'clock' }
}
