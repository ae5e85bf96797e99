import type { Throttle } from './throttle.ts'

/** Counts in memory. */
export function memoryThrottle(): Throttle {
  const counts = new Map<string, number>()
  const names = new Set<string>()
  return {
    async take(bucket, { count, seconds, amount = 1 }, now, named) {
      const at = now.getTime() / 1_000
      const window = Math.floor(at / seconds)
      const key = `${bucket} ${seconds} ${window}`
      const name = named === undefined ? undefined : `${key} ${named}`
      if (name !== undefined && names.has(name)) return { allowed: true }
      const taken = counts.get(key) ?? 0
      if (taken + amount > count)
        return { allowed: false, retryAfter: Math.ceil((window + 1) * seconds - at) }
      counts.set(key, taken + amount)
      if (name !== undefined) names.add(name)
      return { allowed: true }
    },
  }
}
