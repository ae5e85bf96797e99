import { type Claim, claimSchema } from '#workflows/links/claim.ts'
import { identityOf } from '#workflows/programme/programme.ts'
import { type Links, sessionsAmong } from './links.ts'
import { fixedRandom } from './random.fake.ts'
import type { Random } from './random.ts'

export interface MemoryLinks extends Links {
  /** Every link that was made, in order. */
  readonly issued: readonly { readonly token: string; readonly claim: Claim }[]
}

/** Links in memory. */
export function memoryLinks({
  now = () => new Date(),
  random = fixedRandom(),
}: {
  now?: () => Date
  random?: Random
} = {}): MemoryLinks {
  const links = new Map<string, Claim>()
  const issued: { token: string; claim: Claim }[] = []
  return {
    issued,
    async issue(claim) {
      const token = random.token()
      const kept = claimSchema.parse(claim)
      links.set(token, kept)
      issued.push({ token, claim: kept })
      return token
    },
    async find(token) {
      const claim = links.get(token)
      return claim !== undefined && new Date(claim.expires) > now() ? claim : undefined
    },
    async renew(token, session) {
      if (links.has(token)) links.set(token, session)
    },
    async sessionsOf(email) {
      return sessionsAmong(
        [...links.values()].filter((claim) => new Date(claim.expires) > now()),
        email,
      )
    },
    async endSessions(email) {
      for (const [token, claim] of links)
        if (claim.opens === 'session' && identityOf(claim) === identityOf({ email })) links.delete(token)
    },
    async consume(token) {
      const claim = links.get(token)
      links.delete(token)
      return claim !== undefined && new Date(claim.expires) > now()
    },
  }
}
