import * as z from 'zod'
import { isToken, type Links, sessionsAmong } from '#functions/shared/ports/links.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { type Claim, claimSchema, isApplicantsClaim } from '#workflows/links/claim.ts'
import { identityOf } from '#workflows/programme/identity-of.ts'
import type { Database } from './database.ts'

const linkRow = z.object({ body: z.string() })

/** Links in the machine's database, under the SHA-256 of their token: who reads it cannot open a single one. */
export function sqliteLinks({ sql }: Database, random: Random, now: () => Date): Links {
  const claimIn = (row: unknown): Claim | undefined => {
    if (row === undefined) return undefined
    const claim = claimSchema.parse(JSON.parse(linkRow.parse(row).body))
    return new Date(claim.expires) > now() ? claim : undefined
  }
  return {
    async issue(claim) {
      const token = random.token()
      const kept = claimSchema.parse(claim)
      keepLink({ sql }, digestOfBytes(token), kept)
      return token
    },
    async renew(token, session) {
      sql.run`UPDATE links SET body = ${JSON.stringify(session)}, expires = ${Date.parse(session.expires)}
        WHERE digest = ${digestOfBytes(token)}`
    },
    async sessionsOf(email) {
      const rows = sql.all`SELECT body FROM links WHERE session_of = ${identityOf({ email })}`
      return sessionsAmong(
        rows.flatMap((row) => claimIn(row) ?? []),
        email,
      )
    },
    async endSessions(email) {
      sql.run`DELETE FROM links WHERE session_of = ${identityOf({ email })}`
    },
    async find(token) {
      if (!isToken(token)) return undefined
      return claimIn(sql.get`SELECT body FROM links WHERE digest = ${digestOfBytes(token)}`)
    },
    async consume(token) {
      if (!isToken(token)) return false
      return (
        claimIn(sql.get`DELETE FROM links WHERE digest = ${digestOfBytes(token)} RETURNING body`) !==
        undefined
      )
    },
  }
}

/** An applicant's links are found again to be erased, and a member's sessions to be listed. */
export function keepLink({ sql }: Pick<Database, 'sql'>, digest: string, claim: Claim): void {
  const applicantOf = 'reference' in claim && isApplicantsClaim(claim) ? claim.reference : null
  const sessionOf = claim.opens === 'session' ? identityOf(claim) : null
  sql.run`INSERT INTO links (digest, body, applicant_of, session_of, expires) VALUES
    (${digest}, ${JSON.stringify(claim)}, ${applicantOf}, ${sessionOf}, ${Date.parse(claim.expires)})`
}
