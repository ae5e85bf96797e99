import type { Claim, ClaimTo, NewClaim } from '#workflows/links/claim.ts'
import { identityOf } from '#workflows/programme/identity-of.ts'

/** The sessions of one member, the newest first. */
export function sessionsAmong(claims: readonly Claim[], email: string): ClaimTo<'session'>[] {
  return claims
    .filter((claim) => claim.opens === 'session')
    .filter((session) => identityOf(session) === identityOf({ email }))
    .toSorted((a, b) => ((a.began ?? '') < (b.began ?? '') ? 1 : -1))
}

/** 32 bytes as base64url; anything else is not worth a read. */
export function isToken(token: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(token)
}

export interface Links {
  /** Makes a link: 32 random bytes as base64url. Only its SHA-256 is stored. */
  issue(claim: NewClaim): Promise<string>
  /** What a token opens; undefined when it is unknown or past its time (the table's own clean-up may lag). */
  find(token: string): Promise<Claim | undefined>
  /** Takes a link away, once: false when it was already gone. */
  consume(token: string): Promise<boolean>
  /** Keeps a session that is in use from ending; nothing if it has ended meanwhile. */
  renew(token: string, session: ClaimTo<'session'>): Promise<void>
  /** The sessions of one member, the newest first. */
  sessionsOf(email: string): Promise<ClaimTo<'session'>[]>
  /** Ends all of them. */
  endSessions(email: string): Promise<void>
}
