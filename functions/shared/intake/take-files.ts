import type { HttpRequest, UploadedFile } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { KeptFile } from '#functions/shared/pages/attachments.ts'
import { fieldsOf } from '#functions/shared/pages/form-faults.ts'
import { type Files, fileIdOf, inspected } from '#functions/shared/ports/files.ts'
import { fieldFault } from '#workflows/form/field-fault.ts'
import { fields } from '#workflows/form/fields.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { checkFile, ofFile, secretFault, unknownFault, unwantedFault } from './file-rules.ts'
import { writtenIn } from './step.ts'

export interface SentFiles {
  /** Ids of files that were uploaded before. */
  readonly ids: readonly unknown[]
  /** What was shown beside the ids: an upload goes to nobody but who has its secret. */
  readonly secrets: readonly string[]
  /** Files that came with the form itself. */
  readonly uploads: readonly UploadedFile[]
  /** What the case has already, and needs no secret. */
  readonly own: readonly FileRecord[]
}

/** A file that may be attached; of an upload with its secret, so that a form which comes back carries it again. */
export interface TakenFile {
  readonly record: FileRecord
  /** Null for a file that the case has already, or that comes from another case of the same sender. */
  readonly secret: string | null
  /** Its key there. */
  readonly from?: string
}

export interface TakenFiles {
  readonly files: readonly TakenFile[]
  readonly faults: readonly FieldFault[]
}

/** The field of a form that holds the secrets of its files, in any order. */
export const secretsField = 'secrets'

const mostFiles = fields.files.maxCount
const idPattern = /^[A-Za-z0-9_-]{22}$/

/** The files of a request that has their ids in `field`; each id may stand in an object together with its secret. */
export function sentFiles(
  { body, files: uploads }: Pick<HttpRequest, 'body' | 'files'>,
  listed: unknown,
  own: readonly FileRecord[] = [],
): SentFiles {
  const named = (Array.isArray(listed) ? listed : []).map(fieldsOfFile)
  return {
    // The same file twice is that file.
    ids: [...new Set(named.map(({ fileId }) => fileId))],
    secrets: [...writtenIn(body, secretsField), ...named.map(({ secret }) => secret)].filter(
      (one) => typeof one === 'string',
    ),
    uploads,
    own,
  }
}

function fieldsOfFile(one: unknown): { fileId: unknown; secret?: unknown } {
  const { fileId = one, secret } = fieldsOf(one)
  return { fileId, secret }
}

/** Stores what came with the form, and looks at every file: its bytes have to be of a type that is taken. */
export async function takeFiles(
  files: Pick<Files, 'store' | 'inspect'>,
  { ids, secrets, uploads, own }: SentFiles,
): Promise<TakenFiles> {
  if (ids.length + uploads.length > mostFiles) {
    return { files: [], faults: [fieldFault('files', 'too_many', { limit: mostFiles })] }
  }
  const secretOf = new Map(secrets.map((secret) => [fileIdOf(secret), secret]))
  const taken = await Promise.all([
    ...ids.map((id, index) => {
      const record = own.find(({ fileId }) => fileId === id)
      return record === undefined
        ? takeKnown(files, { id, secretOf, position: index + 1 })
        : { record, secret: null }
    }),
    ...uploads.map((upload) => takeUpload(files, upload)),
  ])
  return {
    files: taken.filter((one) => 'record' in one),
    faults: taken.filter((one) => 'message' in one),
  }
}

/** Copies what was taken to the case, before it is recorded: a case that names a file has it. */
export async function attachFiles(
  files: Pick<Files, 'attach'>,
  reference: string,
  taken: readonly TakenFile[],
): Promise<FileRecord[]> {
  return await Promise.all(
    taken.map(async ({ record, secret, from }) =>
      secret === null && from === undefined ? record : await files.attach(reference, record, from),
    ),
  )
}

/** The files as a form shows them that is shown again. */
export function keptFiles(taken: readonly TakenFile[]): KeptFile[] {
  return taken.map(({ record: { fileId, name }, secret }) => ({ fileId, name, secret }))
}

async function takeKnown(
  files: Pick<Files, 'inspect'>,
  { id, secretOf, position }: { id: unknown; secretOf: ReadonlyMap<string, string>; position: number },
): Promise<TakenFile | FieldFault> {
  if (typeof id !== 'string' || !idPattern.test(id)) return unknownFault(position)
  const secret = secretOf.get(id)
  if (secret === undefined) return secretFault(position)
  const found = await files.inspect(id)
  if (found === undefined) return unknownFault(position)
  return 'unwanted' in found ? unwantedFault(found) : { record: found, secret }
}

async function takeUpload(
  files: Pick<Files, 'store'>,
  { name, type, bytes }: UploadedFile,
): Promise<TakenFile | FieldFault> {
  const checked = checkFile({ name, type, size: bytes.length })
  if ('faults' in checked) return ofFile(checked.faults[0], name)
  const { fileId, secret } = await files.store({ name: checked.name, type: checked.type, bytes })
  const found = inspected({ bytes, name: checked.name }, fileId)
  return 'unwanted' in found ? unwantedFault(found) : { record: found, secret }
}
