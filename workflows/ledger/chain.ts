import { type Digest, digestOf } from './digest.ts'
import { type Personal, personalDigest } from './personal.ts'

/** What is to be recorded, before it has a place in the chain. */
export interface Fact {
  readonly type: string
  readonly actor: unknown
  readonly data: unknown
  readonly personal?: Personal | undefined
}

/** An entry's place in its chain. `previous` is null for the first. */
export interface Link {
  readonly sequence: number
  readonly previous: Digest | null
  readonly at: string
  readonly digest: Digest
  /** Digest of the personal data beside the entry; hashed with the entry, so it outlives the data. */
  readonly personalDigest?: Digest | undefined
}

export type Chained<F extends Fact> = F & Link

/** Where the next entry will be put: the last entry's sequence (0 for none) and digest. */
export interface Tip {
  readonly sequence: number
  readonly digest: Digest | null
}

export const emptyTip: Tip = { sequence: 0, digest: null }

/**
 * The digest of an entry: SHA-256 over the canonical JSON (RFC 8785) of `{previous, sequence, at, actor, type, data}`,
 * and of `personalDigest` where personal data stands beside it.
 */
export function entryDigest(entry: Fact & Omit<Link, 'digest'>): Digest {
  return digestOf({
    previous: entry.previous,
    sequence: entry.sequence,
    at: entry.at,
    actor: entry.actor,
    type: entry.type,
    data: entry.data,
    ...(entry.personalDigest === undefined ? {} : { personalDigest: entry.personalDigest }),
  })
}

/** Puts facts at the end of a chain, in order, all recorded at one time (ISO 8601, UTC). */
export function chain<F extends Fact>(tip: Tip, facts: readonly F[], at: string): Chained<F>[] {
  const entries: Chained<F>[] = []
  let { sequence, digest } = tip
  for (const fact of facts) {
    sequence += 1
    const unsealed = {
      ...fact,
      sequence,
      previous: digest,
      at,
      ...(fact.personal === undefined ? {} : { personalDigest: personalDigest(fact.personal) }),
    }
    digest = entryDigest(unsealed)
    entries.push({ ...unsealed, digest })
  }
  return entries
}
