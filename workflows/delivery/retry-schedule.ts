const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * Milliseconds from one attempt to the next, as Standard Webhooks proposes it: ten attempts within some three days (75 hours
 * and 35 minutes). Source: the specification's section on retries.
 */
const waits = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

export const mostAttempts = waits.length + 1

/** When the next attempt is due after so many, the last of which was made at `last`; null when there is none left. */
export function nextAttempt(made: number, last: Date): Date | null {
  const wait = waits[made - 1]
  return wait === undefined ? null : new Date(last.getTime() + wait)
}
