import * as z from 'zod'
import { type UnsentForms, unsentFormSchema } from '#functions/shared/ports/unsent-forms.ts'
import type { Database } from './database.ts'

const row = z.object({ body: z.string() })

/** Half-filled forms in the machine's database. */
export function sqliteUnsentForms({ sql }: Database): UnsentForms {
  return {
    async keep(digest, form) {
      sql.run`INSERT OR REPLACE INTO unsent_forms
        VALUES (${digest}, ${form.mailbox}, ${JSON.stringify(form)}, ${Date.parse(form.expires)})`
    },
    async find(digest, now) {
      const found = sql.get`SELECT body FROM unsent_forms WHERE digest = ${digest} AND expires > ${now.getTime()}`
      return found === undefined ? undefined : unsentFormSchema.parse(JSON.parse(row.parse(found).body))
    },
    async erase(digest) {
      sql.run`DELETE FROM unsent_forms WHERE digest = ${digest}`
    },
  }
}
