import type { CaseStore, DueTo } from './ports/case-store.ts'

export interface DueRun {
  readonly to: DueTo
  readonly now: () => Date
  /** Milliseconds after which no further batch is begun. */
  readonly enough: number
}

/** Cases in a batch. */
const atOnce = 200

/**
 * References of the cases that are due, in batches, the longest due first, until none is left or the time is over. None comes
 * twice, so that those which fail and stay at the head of the list keep nobody from what stands behind them.
 */
export async function* dueBatches(
  cases: Pick<CaseStore, 'due'>,
  { to, now, enough }: DueRun,
): AsyncGenerator<readonly string[]> {
  const started = performance.now()
  const seen = new Set<string>()
  /** Cases at the head of the list that were seen and are due still. */
  let stuck = 0
  let isMore = true
  while (isMore && performance.now() - started < enough) {
    const due = await cases.due(now(), stuck + atOnce, to)
    isMore = due.length === stuck + atOnce
    const unseen = due.filter((reference) => !seen.has(reference))
    stuck = due.length - unseen.length
    const fresh = unseen.slice(0, atOnce)
    for (const reference of fresh) seen.add(reference)
    if (fresh.length > 0) yield fresh
  }
}
