import * as z from 'zod'
import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import {
  type ContractIndex,
  contractPlaceSchema,
  releasedContractSchema,
} from '#functions/shared/ports/contract-index.ts'
import type { Database } from './database.ts'

const markRow = z.object({ place: z.string() })
const releaseRow = z.object({ place: z.string(), body: z.string() })

/** What the public finds contracts by, in the machine's database. */
export function sqliteContractIndex({ sql }: Database): ContractIndex {
  return {
    async find(mark) {
      const row = sql.get`SELECT place FROM contract_marks WHERE mark = ${mark}`
      return row === undefined ? undefined : contractPlaceSchema.parse(JSON.parse(markRow.parse(row).place))
    },
    async released({ limit, cursor }) {
      const rows =
        sql.all`SELECT place, body FROM contract_releases WHERE place < ${readCursor(cursor) ?? '~'}
        ORDER BY place DESC LIMIT ${limit + 1}`.map((row) => releaseRow.parse(row))
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        contracts: page.map(({ body }) => releasedContractSchema.parse(JSON.parse(body))),
        cursor: rows.length > limit && last !== undefined ? writeCursor(last.place) : undefined,
      }
    },
  }
}
