import { nextDue } from '#workflows/proposal/decide-time.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const minute = 60_000

/** An open case at rest is looked at this often, since an execution can be lost without a word. Milliseconds. */
export const reconcileEvery = 6 * 60 * minute

export interface Visited {
  readonly now: Date
  /** When the case last changed (ISO 8601). */
  readonly changedAt: string
  /** Whether all that was due has happened. */
  readonly onTime: boolean
  /** Whether all effects arrived and the workflow stands where the ledger does. */
  readonly atRest: boolean
}

/**
 * When the clock has to look at a case again after a visit (ISO 8601); null for never. What is still on its way is looked at
 * after a minute, and the longer it takes, the more seldom: whatever fails for hours is not mended by haste.
 */
export function nextVisit(state: ProposalState, { now, changedAt, onTime, atRest }: Visited): string | null {
  const after = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString()
  const age = now.getTime() - new Date(changedAt).getTime()
  const retry = after(Math.min(Math.max(age / 4, minute), reconcileEvery))
  if (!onTime) return retry
  const natural = nextDue(state)
  if (atRest && state.status === 'closed') return null
  const look = atRest ? after(reconcileEvery) : retry
  return natural !== null && natural < look ? natural : look
}
