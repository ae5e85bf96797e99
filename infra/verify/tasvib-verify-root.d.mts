import type { InclusionProof } from '#workflows/ledger/merkle.ts'

/** What is wrong with a proof, in plain words; nothing when it is sound. */
export function verifyRoot(given: {
  readonly proof: InclusionProof
  readonly reference: string
  readonly entries: readonly { readonly digest: string }[]
  /** PEM. */
  readonly certificate: string
}): readonly string[]
