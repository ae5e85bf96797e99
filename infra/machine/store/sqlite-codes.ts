import * as z from 'zod'
import {
  type Codes,
  codeHash,
  codeValidFor,
  type EarlierCode,
  earlierCodesSchema,
  isAmong,
  mostTries,
  outlivingCodes,
} from '#functions/shared/ports/codes.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import type { Database } from './database.ts'

const codeRow = z.object({ hash: z.string(), until: z.number(), earlier: z.string() })

/** Signing codes in the machine's database, as HMACs under a key that stands in another file. */
export function sqliteCodes(database: Database, key: string, random: Random): Codes {
  const { sql } = database
  return {
    issue: async (place, now) =>
      database.transact(() => {
        const { reference, place: signatory } = place
        const code = random.code()
        const until = now.getTime() + codeValidFor * 1_000
        const before = sql.get`SELECT hash, until, earlier FROM codes
          WHERE reference = ${reference} AND signatory = ${signatory}`
        const earlier = before === undefined ? [] : outlivingCodes(codesIn(before), now)
        sql.run`INSERT OR REPLACE INTO codes VALUES
          (${reference}, ${signatory}, ${codeHash(key, place, code)}, 0, ${until}, ${JSON.stringify(earlier)})`
        return code
      }),
    async check(place, code, now) {
      const { reference, place: signatory } = place
      // The try is counted before it is looked at and on condition, so that any number of guesses is still five.
      const row = sql.get`UPDATE codes SET tries = tries + 1
        WHERE reference = ${reference} AND signatory = ${signatory} AND tries < ${mostTries}
          AND until > ${now.getTime()} RETURNING hash, until, earlier`
      if (row === undefined) {
        const locked = sql.get`SELECT 1 FROM codes
          WHERE reference = ${reference} AND signatory = ${signatory} AND until > ${now.getTime()}`
        return { result: locked === undefined ? 'expired' : 'locked' }
      }
      const { hash } = codeRow.parse(row)
      const isRight = isAmong(codesIn(row), codeHash(key, place, code), now)
      return isRight ? { result: 'right', hash } : { result: 'wrong' }
    },
    use: async ({ reference, place: signatory }, hash) =>
      Number(
        sql.run`DELETE FROM codes WHERE reference = ${reference} AND signatory = ${signatory} AND hash = ${hash}`
          .changes,
      ) > 0,
  }
}

/** All that may still work, the newest last. */
function codesIn(row: unknown): EarlierCode[] {
  const { hash, until, earlier } = codeRow.parse(row)
  return [...earlierCodesSchema.parse(JSON.parse(earlier)), { hash, until }]
}
