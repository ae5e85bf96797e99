import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { evidenceKey, evidenceRootKey, type Files } from '#functions/shared/ports/files.ts'
import type { Audience } from '#workflows/proposal/handed-on-ledger.ts'
import { type BundleSources, bundleParts } from './bundle-parts.ts'
import { newestProof, newestRootDay } from './inclusion-proof.ts'
import { zip, zipSize } from './zip.ts'

/** The name of a case's evidence bundle among its downloads. */
export const bundleFile = 'evidence.zip'

export interface BundleDependencies extends BundleSources {
  readonly cases: Pick<CaseStore, 'entries' | 'revision'>
  readonly files: Pick<Files, 'read' | 'chunks' | 'has' | 'verdict' | 'stream' | 'write' | 'url'>
}

/**
 * Makes the evidence bundle of a case as it stands now, unless it was made already, and answers a presigned address of it. An
 * answer of a function is limited to 6 MB, so the bundle goes to the bucket, part by part, under the digest of the ledger's
 * last entry: whoever asks a hundred times gets the same one, until there is a newer root of a day to anchor it by.
 */
export async function evidenceBundleUrl(
  reference: string,
  audience: Audience,
  { cases, files }: BundleDependencies,
): Promise<string> {
  const entries = await cases.entries(reference)
  const key = evidenceKey(reference, { tip: entries.at(-1)?.digest ?? '', audience })
  const newest = await newestRootDay(files)
  const made = newest === undefined ? key : evidenceRootKey(key, newest)
  if (!(await files.has(made)) || !(await files.has(key))) {
    const root = await newestProof({ reference, entries, newest }, files)
    const parts = await bundleParts({ reference, entries, audience, root }, { cases, files })
    await files.stream(key, zip(parts), { size: zipSize(parts), type: 'application/zip' })
    if (newest !== undefined) await files.write(made, new Uint8Array(), 'application/octet-stream')
  }
  return files.url(key, { name: `${reference}-${bundleFile}`, type: 'application/zip', inline: false })
}
