import type { Retrier } from './definition-schema.ts'

/** What `States.TaskFailed` does not stand for. */
const apart: ReadonlySet<string> = new Set(['States.Timeout', 'States.DataLimitExceeded', 'States.Runtime'])

/**
 * Whether an error is among the names that a Retry or Catch lists.
 * Source: Step Functions guide, "Handling errors".
 */
export function matchesError(names: readonly string[], error: string): boolean {
  return names.includes(error) || (names.includes('States.TaskFailed') && !apart.has(error))
}

/**
 * What the first retrier that lists the error says: how long to wait and the counts to keep, or nothing when it is used
 * up or none lists it.
 * @param counts how often each retrier was used in this state.
 * @param random from 0 up to 1, for jitter.
 */
export function planRetry(
  retriers: readonly Retrier[],
  error: string,
  counts: readonly number[],
  random: () => number,
): { readonly delayMs: number; readonly counts: number[] } | undefined {
  const index = retriers.findIndex((retrier) => matchesError(retrier.ErrorEquals, error))
  const retrier = retriers[index]
  if (retrier === undefined) return undefined
  const used = counts[index] ?? 0
  if (used >= retrier.MaxAttempts) return undefined
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used
  return {
    delayMs: Math.round(Math.min(grown, retrier.MaxDelaySeconds) * 1000 * random()),
    counts: retriers.map((_, each) => (counts[each] ?? 0) + (each === index ? 1 : 0)),
  }
}
