import type { Effect, EffectRow, Effects } from './effects.ts'

/** Effects in memory: a lease of half a minute, and what is done stays done. */
export function memoryEffects(): Effects {
  const rows = new Map<string, EffectRow>()
  const leases = new Map<string, number>()
  return {
    async claim(effect, now) {
      const row = rows.get(keyOf(effect))
      if (row !== undefined && (row.done || (leases.get(keyOf(effect)) ?? 0) > now.getTime())) return false
      rows.set(keyOf(effect), {
        ...effect,
        done: false,
        attempts: (row?.attempts ?? 0) + 1,
        lastError: row?.lastError ?? null,
        at: now.toISOString(),
      })
      leases.set(keyOf(effect), now.getTime() + 30_000)
      return true
    },
    async done(effect, now) {
      const attempts = rows.get(keyOf(effect))?.attempts ?? 0
      const at = now.toISOString()
      rows.set(keyOf(effect), { ...effect, done: true, attempts, lastError: null, at })
    },
    async failed(effect, error) {
      const row = rows.get(keyOf(effect))
      if (row === undefined || row.done) return
      rows.set(keyOf(effect), { ...row, lastError: error })
      leases.delete(keyOf(effect))
    },
    async list(reference) {
      return [...rows.values()]
        .filter((row) => row.reference === reference)
        .sort((a, b) => a.sequence - b.sequence || (a.kind < b.kind ? -1 : 1))
    },
  }
}

function keyOf({ reference, sequence, kind }: Effect): string {
  return `${reference} ${sequence} ${kind}`
}
