import * as z from 'zod'
import { type UnsentForms, unsentFormSchema } from '#functions/shared/ports/unsent-forms.ts'
import type { Database } from './database.ts'

const row = z.object({ body: z.string() })

/** Half-filled forms in the machine's database. */
export function sqliteUnsentForms({ sql }: Database): UnsentForms {
  return {
    async keep(digest, form, writer) {
      const json = JSON.stringify(form)
      if (writer !== undefined) {
        const { changes } = sql.run`UPDATE unsent_forms
          SET mailbox = ${form.mailbox}, body = ${json}, expires = ${Date.parse(form.expires)}
          WHERE digest = ${digest} AND body ->> 'writer' = ${writer}`
        return Number(changes) === 1
      }
      sql.run`INSERT OR REPLACE INTO unsent_forms
        VALUES (${digest}, ${form.mailbox}, ${json}, ${Date.parse(form.expires)})`
      return true
    },
    async find(digest, now) {
      const found = sql.get`SELECT body FROM unsent_forms WHERE digest = ${digest} AND expires > ${now.getTime()}`
      return found === undefined ? undefined : unsentFormSchema.parse(JSON.parse(row.parse(found).body))
    },
    async erase(digest, writer) {
      sql.run`DELETE FROM unsent_forms
        WHERE digest = ${digest} AND (${writer ?? null} IS NULL OR body ->> 'writer' = ${writer ?? null})`
    },
  }
}
