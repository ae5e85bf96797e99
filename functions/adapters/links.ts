import type { Claim, NewClaim } from '#workflows/links/claim.ts'

export interface Links {
  /** Makes a link: 32 random bytes as base64url. Only its SHA-256 is stored. */
  issue(claim: NewClaim): Promise<string>
  /** What a token opens; undefined when it is unknown or past its time (the table's own clean-up may lag). */
  find(token: string): Promise<Claim | undefined>
  /** Takes a link away, once: false when it was already gone. */
  consume(token: string): Promise<boolean>
}
