import { createHash } from 'node:crypto'
import * as z from 'zod'
import { canonicalJson, type Digest, digestSchema } from './digest.ts'

/** A case as a daily root knows it: how far its ledger went that day. */
export interface Leaf {
  readonly reference: string
  readonly sequence: number
  readonly digest: Digest
}

/** The hash of a leaf: it gives away neither the reference nor the digest to whoever does not know both. */
export function leafHash({ reference, sequence, digest }: Leaf): Digest {
  return hash(0, Buffer.from(canonicalJson({ reference, sequence, digest })))
}

/**
 * The root of a tree over hashes, as RFC 6962 (2.1) makes it: leaves and nodes are hashed apart, so that none can be passed off
 * as the other. Of none it is the hash of nothing.
 */
export function merkleRoot(hashes: readonly Digest[]): Digest {
  const [only, second] = hashes
  if (only === undefined) return createHash('sha256').digest('hex')
  if (second === undefined) return only
  const middle = 2 ** Math.ceil(Math.log2(hashes.length) - 1)
  return hash(1, Buffer.from(merkleRoot(hashes.slice(0, middle)) + merkleRoot(hashes.slice(middle)), 'hex'))
}

function hash(prefix: 0 | 1, bytes: Uint8Array): Digest {
  return createHash('sha256').update(Uint8Array.of(prefix)).update(bytes).digest('hex')
}

/** What is signed each day. `root` is over the roots of the pages, each of which is over the leaves of some cases. */
const rootStatementSchema = z.object({
  /** The day in UTC, e.g. `2026-11-25`. */
  day: z.iso.date(),
  /** Cases that moved after this are in the next day's root. */
  at: z.iso.datetime(),
  cases: z.int().nonnegative(),
  root: digestSchema,
})
export type RootStatement = z.infer<typeof rootStatementSchema>

/** A day's root as it is kept: `signature` is the seal key's (ECDSA, P-256, SHA-256, DER) over the statement's canonical JSON. */
export const signedRootSchema = z.object({
  statement: rootStatementSchema,
  pages: z.array(digestSchema),
  signature: z.base64(),
  /** PEM of the signing key's certificate; roots from before bundles carried them have none. */
  certificate: z.string().optional(),
})
export type SignedRoot = z.infer<typeof signedRootSchema>

/** What an outsider needs to see that a ledger stood as it did: `infra/verify/tasvib-verify-root.mjs` checks it. */
export type InclusionProof = SignedRoot & {
  readonly leaf: Leaf
  /** The leaves' hashes of the case's page. */
  readonly page: readonly Digest[]
}
