import type { Files } from '#functions/adapters/files.ts'
import type { UploadedFile } from '#functions/edge/http.ts'
import type { FieldFault } from '#functions/edge/problem.ts'
import { fieldFault } from '#workflows/form/field-fault.ts'
import { fields } from '#workflows/form/fields.ts'
import type { FileRecord } from '#workflows/proposal/file-record.ts'
import { checkFile, contentFault, unknownFault } from './file-rules.ts'

export interface SentFiles {
  /** Ids of files that were uploaded before. */
  readonly ids: readonly unknown[]
  /** Files that came with the form itself. */
  readonly uploads: readonly UploadedFile[]
}

export interface TakenFiles {
  readonly records: readonly FileRecord[]
  readonly faults: readonly FieldFault[]
}

const mostFiles = fields.files.maxCount
const idPattern = /^[A-Za-z0-9_-]{22}$/

/** Stores what came with the form, and looks at every file: its bytes have to be of the type that it claims. */
export async function takeFiles(
  files: Pick<Files, 'store' | 'inspect'>,
  { ids, uploads }: SentFiles,
): Promise<TakenFiles> {
  if (ids.length + uploads.length > mostFiles) {
    return { records: [], faults: [fieldFault('files', 'too_many', { limit: mostFiles })] }
  }
  const taken = await Promise.all([
    ...ids.map((id, index) => takeKnown(files, id, index + 1)),
    ...uploads.map((upload) => takeUpload(files, upload)),
  ])
  return {
    records: taken.filter((one) => 'fileId' in one),
    faults: taken.filter((one) => 'message' in one),
  }
}

async function takeKnown(
  files: Pick<Files, 'inspect'>,
  id: unknown,
  position: number,
): Promise<FileRecord | FieldFault> {
  const known = typeof id === 'string' && idPattern.test(id) ? await files.inspect(id) : undefined
  return known ?? unknownFault(position)
}

async function takeUpload(
  files: Pick<Files, 'store' | 'inspect'>,
  { name, type, bytes }: UploadedFile,
): Promise<FileRecord | FieldFault> {
  const checked = checkFile({ name, type, size: bytes.length })
  if ('faults' in checked) return inFiles(checked.faults[0], name)
  const fileId = await files.store({ name: checked.name, type: checked.type, bytes })
  return (await files.inspect(fileId)) ?? contentFault(checked.name)
}

/** In the form there is one field for all files, so the message says which file is meant. */
function inFiles(fault: FieldFault, name: string): FieldFault {
  const { fa, en } = fault.message
  return { ...fault, field: 'files', message: { fa: `«${name}»: ${fa}`, en: `“${name}”: ${en}` } }
}
