import * as z from 'zod'
import {
  type EffectKey,
  type EffectRow,
  type Effects,
  lease,
  longestError,
  type MailReport,
} from '#functions/shared/ports/effects.ts'
import type { Database } from './database.ts'

const keyRow = z.object({ reference: z.string(), sequence: z.number(), kind: z.string() })

const text = z.string().nullable()
const effectRow = z
  .object({
    ...keyRow.shape,
    done: z.number(),
    dropped: text,
    attempts: z.number(),
    last_error: text,
    at: z.string(),
    message_id: text,
    delivered_at: text,
    bounced_at: text,
    bounced_for_now_at: text,
    complained_at: text,
    delayed_at: text,
    retry_at: z.number().nullable(),
  })
  .transform(({ reference, sequence, kind, dropped, attempts, at, ...row }): EffectRow => ({
    reference,
    sequence,
    kind,
    dropped,
    attempts,
    at,
    done: row.done === 1,
    lastError: row.last_error,
    messageId: row.message_id,
    deliveredAt: row.delivered_at,
    bouncedAt: row.bounced_at ?? (row.delivered_at === null ? row.bounced_for_now_at : null),
    complainedAt: row.complained_at,
    delayedAt: row.delayed_at,
    returned: row.retry_at !== null,
  }))

/** When each kind of report first came. */
const reportColumn = {
  delivered: 'delivered_at',
  bounced: 'bounced_at',
  'bounced-for-now': 'bounced_for_now_at',
  complained: 'complained_at',
  delayed: 'delayed_at',
} as const satisfies Readonly<Record<MailReport, string>>

/** Effects in the machine's database. */
export function sqliteEffects(database: Database): Effects {
  const { sql } = database
  return {
    async claim({ reference, sequence, kind }, now) {
      const { changes } = sql.run`INSERT INTO effects (reference, sequence, kind, lease, at, attempts)
        VALUES (${reference}, ${sequence}, ${kind}, ${now.getTime() + lease}, ${now.toISOString()}, 1)
        ON CONFLICT DO UPDATE SET done = 0, retry_at = NULL, lease = excluded.lease, at = excluded.at,
          attempts = attempts + 1
        WHERE (done = 0 OR retry_at <= ${now.getTime()}) AND lease <= ${now.getTime()} AND dropped IS NULL`
      return Number(changes) === 1
    },
    async done({ reference, sequence, kind }, now, messageId) {
      sql.run`INSERT INTO effects (reference, sequence, kind, done, at, message_id)
        VALUES (${reference}, ${sequence}, ${kind}, 1, ${now.toISOString()}, ${messageId ?? null})
        ON CONFLICT DO UPDATE SET done = 1, at = excluded.at, message_id = coalesce(excluded.message_id, message_id),
          last_error = NULL, dropped = NULL, retry_at = NULL, failing = NULL`
    },
    async failed({ reference, sequence, kind }, error, now) {
      // Given back at once: whoever retries need not wait for the lease. What is done stays done.
      sql.run`UPDATE effects SET last_error = ${error.slice(0, longestError)}, lease = 0, at = ${now.toISOString()},
          failing = ${`${now.toISOString()}#${reference}`}
        WHERE reference = ${reference} AND sequence = ${sequence} AND kind = ${kind} AND done = 0`
    },
    async dropped({ reference, sequence, kind }, reason, now) {
      sql.run`INSERT INTO effects (reference, sequence, kind, dropped, at)
        VALUES (${reference}, ${sequence}, ${kind}, ${reason}, ${now.toISOString()})
        ON CONFLICT DO UPDATE SET dropped = excluded.dropped, at = excluded.at, done = 0, retry_at = NULL,
          last_error = NULL, failing = NULL
        WHERE (done = 0 OR retry_at IS NOT NULL) AND lease <= ${now.getTime()}`
    },
    async reported({ reference, sequence, kind }, report, { messageId, at }) {
      const column = reportColumn[report]
      // The report may come before its effect is marked as done, so it brings the message's id itself.
      database
        .prepared(
          `UPDATE effects SET ${column} = coalesce(${column}, ?), message_id = coalesce(message_id, ?)
            WHERE reference = ? AND sequence = ? AND kind = ?`,
        )
        .run(at.toISOString(), messageId, reference, sequence, kind)
      // A message that came back, and was delivered after all, is not sent again.
      if (report === 'delivered')
        sql.run`UPDATE effects SET retry_at = NULL, last_error = NULL, failing = NULL
          WHERE reference = ${reference} AND sequence = ${sequence} AND kind = ${kind}
            AND message_id = ${messageId} AND retry_at IS NOT NULL`
    },
    async returned({ reference, sequence, kind }, why, { messageId, now, retryAt }) {
      const { changes } = sql.run`UPDATE effects SET retry_at = ${retryAt.getTime()}, last_error = ${why},
          failing = ${`${now.toISOString()}#${reference}`}
        WHERE reference = ${reference} AND sequence = ${sequence} AND kind = ${kind}
          AND message_id = ${messageId} AND delivered_at IS NULL`
      return Number(changes) === 1
    },
    async list(reference) {
      return sql.all`SELECT * FROM effects WHERE reference = ${reference} ORDER BY sequence, kind`.map(
        (row) => effectRow.parse(row),
      )
    },
    async failing(limit) {
      return sql.all`SELECT reference, sequence, kind FROM effects WHERE failing IS NOT NULL
        ORDER BY failing LIMIT ${limit}`.map((row): EffectKey => keyRow.parse(row))
    },
  }
}
