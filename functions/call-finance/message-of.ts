import { paths } from '#functions/paths.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import { deliveredContract } from '#workflows/delivery/delivered-contract.ts'
import { contractRecord } from '#workflows/proposal/contract-record.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** What is sent, and the id by which the receiver knows a repeat: that of the delivery, whoever asks for it again. */
export async function messageOf(
  entries: readonly Entry[],
  { reference, version }: { readonly reference: string; readonly version: number },
  { files, publicUrl }: { readonly files: Pick<Files, 'read'>; readonly publicUrl: string },
): Promise<{ readonly id: string; readonly body: string }> {
  const delivered = entries.find(
    (entry) => entry.type === 'ContractDelivered' && entry.data.version === version,
  )
  const record = contractRecord(entries, version)
  if (delivered === undefined || record === undefined)
    throw new Error(`Contract ${version} was not delivered`)
  const release = new TextDecoder().decode(await files.read(caseKey(reference, `release-${version}.json`)))
  const message = deliveredContract({
    reference,
    at: delivered.at,
    record,
    terms: await readTerms(files, { reference, version }),
    release: JSON.parse(release),
    verify: `${publicUrl}${paths.verify(record.documentDigest)}`,
  })
  return { id: `msg_${delivered.digest.slice(0, 32)}`, body: JSON.stringify(message) }
}
