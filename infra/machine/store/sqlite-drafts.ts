import * as z from 'zod'
import { type Drafts, draftSchema, leftover } from '#functions/shared/ports/drafts.ts'
import type { Database } from './database.ts'

const draftRow = z.object({ body: z.string() })

/** Drafts of reviewers in the machine's database. */
export function sqliteDrafts({ sql }: Database): Drafts {
  return {
    async find({ reference, stage, seat }) {
      const row = sql.get`SELECT body FROM drafts
        WHERE reference = ${reference} AND stage = ${stage} AND seat = ${seat}`
      return row === undefined ? undefined : draftSchema.parse(JSON.parse(draftRow.parse(row).body))
    },
    async save({ reference, stage, seat }, draft) {
      const expires = Date.parse(draft.at) + leftover
      sql.run`INSERT OR REPLACE INTO drafts
        VALUES (${reference}, ${stage}, ${seat}, ${JSON.stringify(draft)}, ${expires})`
    },
    async erase({ reference, stage, seat }) {
      sql.run`DELETE FROM drafts WHERE reference = ${reference} AND stage = ${stage} AND seat = ${seat}`
    },
  }
}
