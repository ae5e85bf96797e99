import { type Factors, factorIn, mailboxDigest, sealer } from './factors.ts'

export interface MemoryFactors extends Factors {
  /** What a dump of the rows would show. */
  rows(): string
}

/** Second factors in memory. */
export function memoryFactors(key = 'a key that is 32 characters long'): MemoryFactors {
  const kept = new Map<string, { version: number; body: string }>()
  const seals = sealer(() => key)
  return {
    ...seals,
    rows: () => JSON.stringify([...kept]),
    async find(email) {
      const row = kept.get(mailboxDigest(email))
      return row && { factor: factorIn(seals, email, row.body), version: row.version }
    },
    async put(email, factor, over) {
      const at = mailboxDigest(email)
      if ((kept.get(at)?.version ?? 0) !== over) return false
      kept.set(at, { version: over + 1, body: seals.seal(email, JSON.stringify(factor)) })
      return true
    },
    async remove(email) {
      return kept.delete(mailboxDigest(email))
    },
  }
}
