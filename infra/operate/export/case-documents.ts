import { acceptedIn } from '#functions/shared/accepted-terms.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import { attachmentKey, caseKey, termsKey } from '#functions/shared/ports/files.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'

export const caseFolder = (reference: string): string => `cases/${reference}`
export const attachmentPath = (reference: string, fileId: string): string =>
  `${caseFolder(reference)}/attachments/file-${fileId}`
export const termsPath = (reference: string, digest: string): string =>
  `${caseFolder(reference)}/terms/${digest}.json`

/** A document that the ledger of a case names. */
interface CaseDocument {
  /** Where an installation keeps it. */
  readonly key: string
  /** Where it stands in an export. */
  readonly path: string
  readonly type: string
}

/** Every contract, text of accepted terms and attachment that the ledger of a case names, each once. */
export function documentsOf(
  reference: string,
  { entries, revisions }: { readonly entries: readonly Entry[]; readonly revisions: readonly Revision[] },
): readonly CaseDocument[] {
  const contracts = entries.flatMap(contractNames).map((name) => ({
    key: caseKey(reference, name),
    path: `${caseFolder(reference)}/contracts/${name}`,
    type: name.endsWith('.pdf') ? 'application/pdf' : 'application/json',
  }))
  const terms = acceptedIn(entries).map((digest) => ({
    key: termsKey(digest),
    path: termsPath(reference, digest),
    type: 'application/json',
  }))
  const attached = [...revisions.flatMap(({ files }) => files), ...decisionsOf(entries)].map((file) => ({
    key: attachmentKey(reference, file),
    path: attachmentPath(reference, file.fileId),
    type: file.type,
  }))
  const byKey = new Map([...contracts, ...terms, ...attached].map((one) => [one.key, one]))
  return [...byKey.values()]
}

function contractNames({ type, data }: Entry): string[] {
  if (type === 'ContractDrawnUp') return [`contract-${data.version}.pdf`, `terms-${data.version}.json`]
  if (type === 'ContractSealed')
    return [`signed-contract-${data.version}.pdf`, `release-${data.version}.json`]
  return []
}
