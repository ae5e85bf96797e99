import type { CaseStore } from '../adapters/case-store.ts'
import { evidenceKey, type Files } from '../adapters/files.ts'
import { type BundleSources, bundleParts } from './bundle-parts.ts'
import { zip, zipSize } from './zip.ts'

/** The name of a case's evidence bundle among its downloads. */
export const bundleFile = 'evidence.zip'

export interface BundleDependencies extends BundleSources {
  readonly cases: Pick<CaseStore, 'entries' | 'revision'>
  readonly files: Pick<Files, 'read' | 'chunks' | 'stream' | 'url'>
}

/**
 * Makes the evidence bundle of a case as it stands now and answers a presigned address of it. An answer of a function is
 * limited to 6 MB, so the bundle goes to the bucket, part by part, under the digest of the ledger's last entry.
 */
export async function evidenceBundleUrl(
  reference: string,
  { cases, files }: BundleDependencies,
): Promise<string> {
  const entries = await cases.entries(reference)
  const parts = await bundleParts(reference, entries, { cases, files })
  const key = evidenceKey(reference, entries.at(-1)?.digest ?? '')
  await files.stream(key, zip(parts), { size: zipSize(parts), type: 'application/zip' })
  return files.url(key, { name: `${reference}-${bundleFile}`, type: 'application/zip', inline: false })
}
