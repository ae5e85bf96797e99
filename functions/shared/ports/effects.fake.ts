import { type EffectKey, type EffectRow, type Effects, isSettled, type MailReport } from './effects.ts'

type ReportTime = 'deliveredAt' | 'bouncedAt' | 'complainedAt' | 'delayedAt'

interface Kept {
  readonly row: Omit<EffectRow, ReportTime>
  readonly reports: Partial<Record<MailReport, string>>
}

/** Effects in memory: a lease of half a minute, and what is done stays done. */
export function memoryEffects(): Effects {
  const rows = new Map<string, Kept>()
  const leases = new Map<string, number>()
  const change = (effect: EffectKey, row: Partial<Kept['row']>): void => {
    const kept = rows.get(keyOf(effect))
    const fresh = {
      ...effect,
      done: false,
      dropped: null,
      attempts: 0,
      lastError: null,
      at: '',
      messageId: null,
      returned: false,
    }
    rows.set(keyOf(effect), { row: { ...fresh, ...kept?.row, ...row }, reports: kept?.reports ?? {} })
  }
  const isLeased = (effect: EffectKey, now: Date): boolean => (leases.get(keyOf(effect)) ?? 0) > now.getTime()
  return {
    async claim(effect, now) {
      const row = rows.get(keyOf(effect))?.row
      if (row !== undefined && (isSettled(row) || isLeased(effect, now))) return false
      change(effect, {
        attempts: (row?.attempts ?? 0) + 1,
        at: now.toISOString(),
        done: false,
        returned: false,
      })
      leases.set(keyOf(effect), now.getTime() + 30_000)
      return true
    },
    async done(effect, now, messageId) {
      const sent = messageId === undefined ? {} : { messageId }
      change(effect, {
        done: true,
        returned: false,
        dropped: null,
        lastError: null,
        at: now.toISOString(),
        ...sent,
      })
    },
    async failed(effect, error, now) {
      const row = rows.get(keyOf(effect))?.row
      if (row === undefined || row.done) return
      change(effect, { lastError: error, at: now.toISOString() })
      leases.delete(keyOf(effect))
    },
    async dropped(effect, reason, now) {
      const row = rows.get(keyOf(effect))?.row
      if (row?.returned !== true && (row?.done === true || isLeased(effect, now))) return
      const at = now.toISOString()
      change(effect, { dropped: reason, done: false, returned: false, lastError: null, at })
    },
    async reported(effect, report, { messageId, at }) {
      const kept = rows.get(keyOf(effect))
      if (kept === undefined) return
      rows.set(keyOf(effect), {
        row: { ...kept.row, messageId: kept.row.messageId ?? messageId },
        reports: { [report]: at.toISOString(), ...kept.reports },
      })
      // A message that came back, and was delivered after all, is not sent again.
      if (report !== 'delivered' || !kept.row.returned || kept.row.messageId !== messageId) return
      change(effect, { returned: false, lastError: null })
      leases.delete(keyOf(effect))
    },
    async returned(effect, why, { messageId, retryAt }) {
      const kept = rows.get(keyOf(effect))
      if (kept?.row.messageId !== messageId || kept.reports.delivered !== undefined) return false
      change(effect, { returned: true, lastError: why })
      leases.set(keyOf(effect), retryAt.getTime())
      return true
    },
    async list(reference) {
      return [...rows.values()]
        .filter(({ row }) => row.reference === reference)
        .map(({ row, reports }) => ({ ...row, ...mailState(reports) }))
        .sort((a, b) => a.sequence - b.sequence || (a.kind < b.kind ? -1 : 1))
    },
    async failing(limit) {
      return [...rows.values()]
        .filter(({ row }) => row.lastError !== null)
        .sort((a, b) => (a.row.at < b.row.at ? -1 : 1))
        .slice(0, limit)
        .map(({ row: { reference, sequence, kind } }) => ({ reference, sequence, kind }))
    },
  }
}

/** What a row says of its mail, from the first report of each kind. */
function mailState(reports: Kept['reports']): Pick<EffectRow, ReportTime> {
  const deliveredAt = reports.delivered ?? null
  const forNow = deliveredAt === null ? (reports['bounced-for-now'] ?? null) : null
  return {
    deliveredAt,
    bouncedAt: reports.bounced ?? forNow,
    complainedAt: reports.complained ?? null,
    delayedAt: reports.delayed ?? null,
  }
}

function keyOf({ reference, sequence, kind }: EffectKey): string {
  return `${reference} ${sequence} ${kind}`
}
