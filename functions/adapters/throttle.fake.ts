import type { Throttle } from './throttle.ts'

/** Counts in memory. */
export function memoryThrottle(): Throttle {
  const counts = new Map<string, number>()
  return {
    async take(bucket, { count, seconds }, now) {
      const at = now.getTime() / 1_000
      const window = Math.floor(at / seconds)
      const key = `${bucket} ${seconds} ${window}`
      const taken = counts.get(key) ?? 0
      if (taken >= count) return { allowed: false, retryAfter: Math.ceil((window + 1) * seconds - at) }
      counts.set(key, taken + 1)
      return { allowed: true }
    },
  }
}
