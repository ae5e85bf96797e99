import type { Retrier } from './definition-schema.ts'

/**
 * Whether an error is among the names that a Retry or Catch lists.
 * `States.ALL` leaves out the two errors that end an execution; `States.TaskFailed` stands for any error but a timeout;
 * a missed heartbeat is a timeout, too. Source: Step Functions guide, "Handling errors".
 */
export function matchesError(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true
  const isTimeout = error === 'States.Timeout' || error === 'States.HeartbeatTimeout'
  if (error === 'States.HeartbeatTimeout' && names.includes('States.Timeout')) return true
  if (error === 'States.DataLimitExceeded' || error === 'States.Runtime') return false
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && !isTimeout)
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
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER / 1000)
  const delayMs = Math.round(seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1))
  return {
    delayMs,
    counts: retriers.map((_, each) => (counts[each] ?? 0) + (each === index ? 1 : 0)),
  }
}
