import * as z from 'zod'
import type { Database } from './database.ts'

/** An entry that the relay has not settled yet. */
export interface OutstandingEntry {
  /** In the order of the commits. */
  readonly number: number
  readonly reference: string
  readonly sequence: number
  /** The entry as it is stored. */
  readonly body: string
}

export interface Outstanding {
  /** The oldest of those that were not set aside; what they cause cannot be taken back, so the disk has them. */
  next(limit: number): Promise<readonly OutstandingEntry[]>
  settled(numbers: readonly number[]): Promise<void>
  /** Keeps one that failed every time, so that the others can go on. */
  setAside(number: number, error: string): void
}

const outstandingRow = z.object({
  number: z.number(),
  reference: z.string(),
  sequence: z.number(),
  body: z.string(),
})

/** What `append` has written for the relay to hear of. */
export function outstandingIn(database: Database): Outstanding {
  const { sql } = database
  return {
    async next(limit) {
      const rows = sql.all`SELECT number, reference, sequence, body FROM outstanding JOIN entries USING (reference, sequence)
          WHERE set_aside IS NULL ORDER BY number LIMIT ${limit}`
      await database.onDisk()
      return rows.map((row) => outstandingRow.parse(row))
    },
    async settled(numbers) {
      database.transact(() => {
        for (const number of numbers) sql.run`DELETE FROM outstanding WHERE number = ${number}`
      })
      await database.onDisk()
    },
    setAside(number, error) {
      sql.run`UPDATE outstanding SET set_aside = ${error} WHERE number = ${number}`
    },
  }
}
