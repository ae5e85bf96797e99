import type { CaseStore } from '#functions/adapters/case-store.ts'
import { type Files, rootKey, rootPageKey } from '#functions/adapters/files.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'
import { type InclusionProof, leafHash, signedRootSchema } from '#workflows/ledger/merkle.ts'

export interface ProofDependencies {
  readonly cases: Pick<CaseStore, 'entries'>
  readonly files: Pick<Files, 'read'>
}

/**
 * Finds a case in a day's root, for an outsider who has its ledger. Holds one page at a time.
 * @throws Error when the case is not in it as its ledger now says
 */
export async function inclusionProof(
  reference: string,
  day: string,
  { cases, files }: ProofDependencies,
): Promise<InclusionProof> {
  const read = async (key: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await files.read(key)))
  const signed = signedRootSchema.parse(await read(rootKey(day)))
  const leaves = (await cases.entries(reference)).map(({ sequence, digest }) => ({
    reference,
    sequence,
    digest,
  }))
  // By what the entries are and not by their times: clocks differ, and the chain does not.
  const leafOf = new Map(leaves.map((leaf) => [leafHash(leaf), leaf]))
  for (const root of signed.pages) {
    const page = digestSchema.array().parse(await read(rootPageKey(day, root)))
    const leaf = leafOf.get(page.find((hash) => leafOf.has(hash)) ?? '')
    if (leaf !== undefined) return { ...signed, leaf, page }
  }
  throw new Error(
    `${reference} is not in the root of ${day} as its ledger now says: it was changed, or moved meanwhile`,
  )
}
