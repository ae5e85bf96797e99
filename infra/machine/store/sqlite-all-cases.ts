import * as z from 'zod'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import type { Database } from './database.ts'
import { sqlitePersonalRows } from './sqlite-personal-rows.ts'

const headRow = z.object({ reference: z.string(), head: z.string() })

/** Rows that are read at once, so that a machine's memory does not depend on how many cases there are. */
const atOnce = 200

/** All cases of the machine's database, by their references: a case that moves meanwhile keeps its place. */
export function sqliteAllCases(database: Database): AllCases {
  const { sql } = database
  async function* rows(): AsyncGenerator<z.infer<typeof headRow>> {
    let last = ''
    for (;;) {
      const found = sql.all`SELECT reference, head FROM cases WHERE reference > ${last}
        ORDER BY reference LIMIT ${atOnce}`.map((row) => headRow.parse(row))
      yield* found
      if (found.length < atOnce) return
      last = found.at(-1)?.reference ?? last
    }
  }
  return {
    async *references() {
      for await (const { reference } of rows()) yield reference
    },
    async *heads() {
      for await (const { reference, head } of rows()) yield { reference, head: parsed(head) }
    },
    // Every link of an applicant says whose it is.
    deleteEveryLink: (reference) => sqlitePersonalRows(database).deleteLinks(reference),
  }
}

function parsed(head: string): unknown {
  try {
    return JSON.parse(head)
  } catch {
    return undefined
  }
}
