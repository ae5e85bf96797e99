import { memberDigest } from '#workflows/programme/address-digest.ts'
import { encrypter, type Factors, keptFactor } from './factors.ts'

export interface MemoryFactors extends Factors {
  /** What a dump of the rows would show. */
  rows(): string
  /** The key is replaced. */
  useKey(key: string): void
}

/** Second factors in memory. */
export function memoryFactors(first = 'a key that is 32 characters long'): MemoryFactors {
  const kept = new Map<string, { version: number; body: string }>()
  let key = first
  const by = encrypter(() => key)
  return {
    ...by,
    useKey(next) {
      key = next
    },
    rows: () => JSON.stringify([...kept]),
    async find(email) {
      const row = kept.get(memberDigest(email))
      return row && (await keptFactor(by, email, row))
    },
    async put(email, factor, over) {
      const at = memberDigest(email)
      const body = await by.encrypt(email, JSON.stringify(factor))
      if ((kept.get(at)?.version ?? 0) !== over) return false
      kept.set(at, { version: over + 1, body })
      return true
    },
    async reset(email, enrolment) {
      const at = memberDigest(email)
      const before = kept.get(at)
      if (before === undefined) return false
      kept.set(at, { version: before.version + 1, body: JSON.stringify(enrolment) })
      return true
    },
    async remove(email) {
      return kept.delete(memberDigest(email))
    },
  }
}
