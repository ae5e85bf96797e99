import * as z from 'zod'
import { type Waits, waitSchema } from '#functions/shared/ports/waits.ts'
import type { Database } from './database.ts'

const waitRow = z.object({ body: z.string() })

/** What the workflow waits for, one row for each case. */
export function sqliteWaits({ sql }: Database): Waits {
  return {
    async put(wait) {
      sql.run`INSERT OR REPLACE INTO waits VALUES (${wait.reference}, ${JSON.stringify(wait)})`
    },
    async find(reference) {
      const row = sql.get`SELECT body FROM waits WHERE reference = ${reference}`
      return row === undefined ? undefined : waitSchema.parse(JSON.parse(waitRow.parse(row).body))
    },
  }
}
