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
  while (performance.now() - started < enough) {
    const due = await cases.due(now(), seen.size + atOnce, to)
    const fresh = due.filter((reference) => !seen.has(reference)).slice(0, atOnce)
    if (fresh.length === 0) return
    for (const reference of fresh) seen.add(reference)
    yield fresh
    if (fresh.length < atOnce) return
  }
}
