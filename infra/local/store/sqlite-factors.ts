import * as z from 'zod'
import { type Factors, factorIn, mailboxDigest, sealer } from '#functions/adapters/factors.ts'
import type { Database } from './database.ts'

const factorRow = z.object({ version: z.int(), body: z.string() })

/** Second factors in the machine's database, encrypted by a key that stands in another file. */
export function sqliteFactors({ sql }: Database, key: string): Factors {
  const seals = sealer(() => key)
  return {
    ...seals,
    async find(email) {
      const row = sql.get`SELECT version, body FROM factors WHERE mailbox = ${mailboxDigest(email)}`
      if (row === undefined) return undefined
      const { version, body } = factorRow.parse(row)
      return { factor: factorIn(seals, email, body), version }
    },
    async put(email, factor, over) {
      const body = seals.seal(email, JSON.stringify(factor))
      const { changes } =
        over === 0
          ? sql.run`INSERT INTO factors VALUES (${mailboxDigest(email)}, 1, ${body}) ON CONFLICT DO NOTHING`
          : sql.run`UPDATE factors SET version = version + 1, body = ${body}
              WHERE mailbox = ${mailboxDigest(email)} AND version = ${over}`
      return Number(changes) > 0
    },
    async remove(email) {
      return Number(sql.run`DELETE FROM factors WHERE mailbox = ${mailboxDigest(email)}`.changes) > 0
    },
  }
}
