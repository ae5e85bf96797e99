import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { sentFiles, takeFiles } from '#functions/shared/intake/take-files.ts'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { type Files, incomingKey } from '#functions/shared/ports/files.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { digestOf } from '#workflows/ledger/digest.ts'

const field = 'decision'

/** A decision that came, as the case will have it, and the id and the secret under which it still waits. */
export interface TakenDecision {
  readonly record: FileRecord
  readonly arrivedAs: string
  readonly secret: string
}

/**
 * The decision that a legal route rests on: a file that came with the form, or the id of one that was uploaded ahead. Its bytes
 * are looked at as those of an applicant are.
 */
export async function takeDecision(
  { body, files: sent, path }: Pick<HttpRequest, 'body' | 'files' | 'path'>,
  files: Pick<Files, 'store' | 'inspect'>,
): Promise<{ readonly decision: TakenDecision | null } | { readonly faults: readonly FieldFault[] }> {
  const uploads = sent.filter((file) => file.field === field).slice(0, 1)
  const id = typed(body, field).trim()
  const ids = id === '' || uploads.length > 0 ? [] : [id]
  const { files: taken, faults } = await takeFiles(files, sentFiles({ body, files: uploads }, ids))
  if (faults.length > 0) return { faults: faults.map((fault) => ({ ...fault, field })) }
  const [file] = taken
  if (file === undefined || file.secret === null) return { decision: null }
  const { record, secret } = file
  const fileId = ownId(path['reference'] ?? '', record.sha256)
  return { decision: { record: { ...record, fileId, ofCase: true }, arrivedAs: record.fileId, secret } }
}

/**
 * Keeps it as the case's own, by case and digest: whatever else somebody does with the same upload, or an erasure with another
 * case's, this one stays; and to repeat it is harmless.
 */
export async function keepDecision(
  reference: string,
  { record, arrivedAs }: TakenDecision,
  files: Pick<Files, 'attach'>,
): Promise<void> {
  await files.attach(reference, record, incomingKey(arrivedAs))
}

function ownId(reference: string, sha256: string): string {
  return Buffer.from(digestOf({ reference, sha256 }), 'hex').toString('base64url').slice(0, 22)
}
