import type { Wait, Waits } from './waits.ts'

/** Waits in memory. */
export function memoryWaits(): Waits {
  const waits = new Map<string, Wait>()
  return {
    async put(wait) {
      waits.set(wait.reference, wait)
    },
    async find(reference) {
      return waits.get(reference)
    },
  }
}
