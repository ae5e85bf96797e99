import * as z from 'zod'
import { encrypter, type Factors, keptFactor } from '#functions/shared/ports/factors.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import type { Database } from './database.ts'

const factorRow = z.object({ version: z.int(), body: z.string() })

/** Second factors in the machine's database, encrypted by a key that stands in another file. */
export function sqliteFactors({ sql }: Database, key: string): Factors {
  const by = encrypter(() => key)
  return {
    ...by,
    async find(email) {
      const row = sql.get`SELECT version, body FROM factors WHERE mailbox = ${memberDigest(email)}`
      return row === undefined ? undefined : keptFactor(by, email, factorRow.parse(row))
    },
    async put(email, factor, over) {
      const body = await by.encrypt(email, JSON.stringify(factor))
      const { changes } =
        over === 0
          ? sql.run`INSERT INTO factors VALUES (${memberDigest(email)}, 1, ${body}) ON CONFLICT DO NOTHING`
          : sql.run`UPDATE factors SET version = version + 1, body = ${body}
              WHERE mailbox = ${memberDigest(email)} AND version = ${over}`
      return Number(changes) > 0
    },
    async reset(email, enrolment) {
      const { changes } =
        sql.run`UPDATE factors SET version = version + 1, body = ${JSON.stringify(enrolment)}
        WHERE mailbox = ${memberDigest(email)}`
      return Number(changes) > 0
    },
    async remove(email) {
      return Number(sql.run`DELETE FROM factors WHERE mailbox = ${memberDigest(email)}`.changes) > 0
    },
  }
}
