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
  const { at } = signed.statement
  // The tip of that moment is the last entry that had been recorded by then.
  const tip = (await cases.entries(reference)).findLast((entry) => entry.at <= at)
  if (tip === undefined) throw new Error(`${reference} had no ledger on ${day}`)
  const leaf = { reference, sequence: tip.sequence, digest: tip.digest }
  const hash = leafHash(leaf)
  for (const root of signed.pages) {
    const page = digestSchema.array().parse(await read(rootPageKey(day, root)))
    if (page.includes(hash)) return { ...signed, leaf, page }
  }
  throw new Error(
    `${reference} is not in the root of ${day} as its ledger now says: it was changed, or moved meanwhile`,
  )
}
