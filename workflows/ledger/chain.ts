import { type Digest, digestOf } from './digest.ts'
import { type Personal, personalDigest } from './personal.ts'

/** What is to be recorded, before it has a place in the chain. */
export interface Fact {
  readonly type: string
  readonly actor: unknown
  readonly data: unknown
  readonly personal?: Personal | undefined
}

/** At least 16 random characters, new for each entry: without them a withheld entry could be guessed from its digest. */
interface Salted {
  readonly salt: string
}

/** An entry's place in its chain. `previous` is null for the first. */
export interface ChainPlace {
  readonly sequence: number
  readonly previous: Digest | null
  readonly digest: Digest
}

export interface Link extends ChainPlace, Salted {
  readonly at: string
  /** Digest of the personal data beside the entry; hashed with the entry, so it outlives the data. */
  readonly personalDigest?: Digest | undefined
}

export type Chained<F extends Fact> = F & Link

/** An entry of which nothing is given but its place: no word, no time, no type. Who has the entry can prove that it is this one. */
export interface WithheldContent extends ChainPlace {
  readonly contentDigest: Digest
}

/** Where the next entry will be put: the last entry's sequence (0 for none) and digest. */
export interface Tip {
  readonly sequence: number
  readonly digest: Digest | null
}

export const emptyTip: Tip = { sequence: 0, digest: null }

/**
 * The digest of what an entry says: SHA-256 over the canonical JSON (RFC 8785) of `{salt, at, actor, type, data}`, and of
 * `personalDigest` where personal data stands beside it.
 */
export function contentDigest(entry: Fact & Omit<Link, keyof ChainPlace>): Digest {
  return digestOf({
    salt: entry.salt,
    at: entry.at,
    actor: entry.actor,
    type: entry.type,
    data: entry.data,
    ...(entry.personalDigest === undefined ? {} : { personalDigest: entry.personalDigest }),
  })
}

/** The digest of an entry: SHA-256 over the canonical JSON of `{previous, sequence, contentDigest}`. */
export function entryDigest({ previous, sequence, contentDigest }: Omit<WithheldContent, 'digest'>): Digest {
  return digestOf({ previous, sequence, contentDigest })
}

/** The entry without what it says: the chain can be checked over it all the same. */
export function withhold(entry: Chained<Fact>): WithheldContent {
  const { sequence, previous, digest } = entry
  return { sequence, previous, contentDigest: contentDigest(entry), digest }
}

/** Puts facts at the end of a chain, in order, all recorded at one time (ISO 8601, UTC). */
export function chain<F extends Fact>(tip: Tip, facts: readonly (F & Salted)[], at: string): Chained<F>[] {
  const entries: Chained<F>[] = []
  let { sequence, digest: previous } = tip
  for (const fact of facts) {
    sequence += 1
    const content = {
      ...fact,
      at,
      ...(fact.personal === undefined ? {} : { personalDigest: personalDigest(fact.personal) }),
    }
    const digest = entryDigest({ previous, sequence, contentDigest: contentDigest(content) })
    entries.push({ ...content, sequence, previous, digest })
    previous = digest
  }
  return entries
}
