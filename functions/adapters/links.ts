import type { Claim, NewClaim } from '#workflows/links/claim.ts'

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
}
