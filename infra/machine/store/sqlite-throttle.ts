import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Database } from './database.ts'

/** Counts in windows of fixed length; see the one of the cloud for what passes at their border. */
export function sqliteThrottle(database: Database): Throttle {
  const { sql } = database
  return {
    take: async (name, { count, seconds, amount = 1 }, now, named) =>
      database.transact(() => {
        const at = now.getTime() / 1_000
        const number = Math.floor(at / seconds)
        const end = (number + 1) * seconds
        const [bucket, window] = [digestOfBytes(name), `${seconds}#${number}`]
        const isKnown =
          named !== undefined &&
          sql.get`SELECT 1 FROM throttle_names
            WHERE bucket = ${bucket} AND window = ${window} AND name = ${named}` !== undefined
        if (isKnown) return { allowed: true }
        const { changes } =
          sql.run`INSERT INTO throttles SELECT ${bucket}, ${window}, ${amount}, ${(end + 60) * 1_000} WHERE ${amount} <= ${count}
          ON CONFLICT DO UPDATE SET taken = taken + ${amount} WHERE taken + ${amount} <= ${count}`
        if (Number(changes) === 0) return { allowed: false, retryAfter: Math.max(1, Math.ceil(end - at)) }
        if (named !== undefined) sql.run`INSERT INTO throttle_names VALUES (${bucket}, ${window}, ${named})`
        return { allowed: true }
      }),
  }
}
