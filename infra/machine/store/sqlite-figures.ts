import * as z from 'zod'
import type { Figures } from '#functions/shared/ports/figures.ts'
import { type Amounts, nowPrefix } from '#workflows/board/figures.ts'
import type { Database } from './database.ts'

const countedRow = z.object({ up_to: z.number() })
const figureRow = z.object({ name: z.string(), count: z.number(), revenue: z.number(), seconds: z.number() })

/** The board's figures in the machine's database. */
export function sqliteFigures(database: Database): Figures {
  const { sql } = database
  const countedUpTo = (reference: string): number => {
    const row = sql.get`SELECT up_to FROM counted WHERE reference = ${reference}`
    return row === undefined ? 0 : countedRow.parse(row).up_to
  }
  const between = (low: string, high: string): Map<string, Amounts> =>
    new Map(
      sql.all`SELECT name, count, revenue, seconds FROM figures WHERE name BETWEEN ${low} AND ${high}
        ORDER BY name`.map((row) => {
        const { name, ...amounts } = figureRow.parse(row)
        return [name, amounts]
      }),
    )
  return {
    countedUpTo: async (reference) => countedUpTo(reference),
    // The mark and what is added stand or fall together, so that no entry is counted twice and none is left out.
    add: async ({ reference, from, upTo, changes }) =>
      database.transact(() => {
        if (countedUpTo(reference) !== from) return 'moved'
        sql.run`INSERT OR REPLACE INTO counted VALUES (${reference}, ${upTo})`
        for (const [name, { count, revenue, seconds }] of changes) {
          sql.run`INSERT INTO figures VALUES (${name}, ${count}, ${revenue}, ${seconds})
            ON CONFLICT DO UPDATE SET count = count + excluded.count, revenue = revenue + excluded.revenue,
              seconds = seconds + excluded.seconds`
        }
        return 'added'
      }),
    present: async () => between(`${nowPrefix} `, `${nowPrefix} ~`),
    months: async (first, last) => between(`${first} `, `${last} ~`),
  }
}
