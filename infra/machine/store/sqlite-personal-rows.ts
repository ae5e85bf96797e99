import * as z from 'zod'
import { newestFirst } from '#functions/shared/ports/found-words.ts'
import type { PersonalRows } from '#functions/shared/ports/personal-rows.ts'
import type { Database } from './database.ts'
import { forgetParsed } from './parsed-once.ts'

const idRow = z.object({ id: z.string() })
const bodyRow = z.object({ body: z.string() })

/** Personal data in the machine's database. What is deleted there is overwritten (`secure_delete`). */
export function sqlitePersonalRows(database: Database): PersonalRows {
  const { sql } = database
  return {
    async eraseBesideEntry(reference, sequence) {
      database.transact(() => {
        const row = sql.get`SELECT body FROM entries WHERE reference = ${reference} AND sequence = ${sequence}`
        if (row === undefined) throw new Error(`The ledger of ${reference} has no entry ${sequence}`)
        const { personal: _erased, ...rest } = z.looseObject({}).parse(JSON.parse(bodyRow.parse(row).body))
        sql.run`UPDATE entries SET body = ${JSON.stringify(rest)}
          WHERE reference = ${reference} AND sequence = ${sequence}`
      })
      forgetParsed(database)
    },
    deleteSearchWords: async (state, words) =>
      database.transact(() => {
        for (const word of words) {
          sql.run`DELETE FROM words
            WHERE word = ${word} AND newest_first = ${newestFirst(state)} AND reference = ${state.reference}`
        }
      }),
    async eraseInRevision(revision) {
      const { reference, revision: number } = revision
      const { changes } =
        sql.run`UPDATE revisions SET body = ${JSON.stringify({ ...revision, personal: null })}
        WHERE reference = ${reference} AND revision = ${number}`
      if (Number(changes) !== 1) throw new Error(`${reference} has no revision ${number}`)
    },
    async filesOfOthers(reference, fileIds) {
      // A revision that was erased has nothing any more.
      const rows = sql.all`SELECT DISTINCT file.value ->> 'fileId' AS id
        FROM revisions, json_each(revisions.body, '$.files') AS file
        WHERE reference <> ${reference} AND json_type(revisions.body, '$.personal') <> 'null'`
      const others = new Set(rows.map((row) => idRow.parse(row).id))
      return new Set(fileIds.filter((id) => others.has(id)))
    },
    async deleteLinks(reference) {
      return Number(sql.run`DELETE FROM links WHERE applicant_of = ${reference}`.changes)
    },
    async deleteUnsent(mailbox) {
      return Number(sql.run`DELETE FROM unsent_forms WHERE mailbox = ${mailbox}`.changes)
    },
  }
}
