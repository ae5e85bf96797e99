import { type Files, incomingKey, uploadKey } from '#functions/adapters/files.ts'
import type { HttpRequest } from '#functions/edge/http.ts'
import type { FieldFault } from '#functions/edge/problem.ts'
import { typed } from '#functions/pages/form-faults.ts'
import { unknownFault } from '#functions/submit/file-rules.ts'
import { takeFiles } from '#functions/submit/take-files.ts'
import { digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import type { FileRecord } from '#workflows/proposal/file-record.ts'

const field = 'decision'

/** A decision that came, as the case will have it, and the id under which it still waits. */
export interface TakenDecision {
  readonly record: FileRecord
  readonly arrivedAs: string
}

/**
 * The decision that a legal route rests on: a file that came with the form, or the id of one that was uploaded ahead. Its bytes
 * are looked at as those of an applicant are.
 */
export async function takeDecision(
  { body, files: sent, path }: Pick<HttpRequest, 'body' | 'files' | 'path'>,
  files: Pick<Files, 'store' | 'inspect' | 'has'>,
): Promise<{ readonly decision: TakenDecision | null } | { readonly faults: readonly FieldFault[] }> {
  const uploads = sent.filter((file) => file.field === field).slice(0, 1)
  const id = typed(body, field).trim()
  const taken = await takeFiles(files, { ids: id === '' || uploads.length > 0 ? [] : [id], uploads })
  const [file] = taken.records
  const isGone = file !== undefined && !(await files.has(incomingKey(file.fileId)))
  const faults = isGone ? [unknownFault(1)] : taken.faults
  if (faults.length > 0) return { faults: faults.map((fault) => ({ ...fault, field })) }
  if (file === undefined) return { decision: null }
  const fileId = ownId(path['reference'] ?? '', file.sha256)
  return { decision: { record: { ...file, fileId }, arrivedAs: file.fileId } }
}

/**
 * Keeps it as the case's own, by case and digest: whatever else somebody does with the same upload, or an erasure with another
 * case's, this one stays; and to repeat it is harmless.
 */
export async function keepDecision(
  { record, arrivedAs }: TakenDecision,
  files: Pick<Files, 'read' | 'write'>,
): Promise<void> {
  const bytes = await files.read(incomingKey(arrivedAs))
  if (digestOfBytes(bytes) !== record.sha256) throw new Error('A decision is not the one that was looked at')
  await files.write(uploadKey(record.fileId), bytes, record.type)
}

function ownId(reference: string, sha256: string): string {
  return Buffer.from(digestOf({ reference, sha256 }), 'hex').toString('base64url').slice(0, 22)
}
