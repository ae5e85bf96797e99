import { cleanFileName } from './file-name.ts'
import { isUploadType, mostUploadBytes, type UploadType } from './file-type.ts'
import { fileIdOf, type UploadName } from './files.ts'
import type { Random } from './random.ts'

/** Seconds for which an address is good, of an upload as of a download. */
export const addressValidFor = 300

/** Whoever knows the id of an upload does not know its secret by that. */
export function newUpload(random: Random): UploadName {
  const secret = random.id()
  return { fileId: fileIdOf(secret), secret }
}

/** Who asks for a ticket has checked both and told the user; here they would be a bug. */
export function acceptedUpload({ name, type, size }: { name: string; type: string; size: number }): {
  readonly name: string
  readonly type: UploadType
} {
  if (!isUploadType(type)) throw new RangeError('Files of this type are not taken')
  if (!Number.isSafeInteger(size) || size < 1 || size > mostUploadBytes) {
    throw new RangeError('Files of this size are not taken')
  }
  return { name: cleanFileName(name, undefined), type }
}

/** Whether somebody may ask by this id at all. */
export function isFileId(fileId: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(fileId)
}

/** An upload is only what it was when it was looked at: its sender could send another to the same address for a while. */
export class NotLookedAt extends Error {
  override readonly name = 'NotLookedAt'

  constructor() {
    super('An upload is not the one that was looked at')
  }
}
