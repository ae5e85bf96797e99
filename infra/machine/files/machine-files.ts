import { isHead } from '#functions/shared/ports/asked-method.ts'
import { contentDisposition } from '#functions/shared/ports/file-name.ts'
import type { FileRemoval } from '#functions/shared/ports/file-removal.ts'
import { mayShowInline } from '#functions/shared/ports/file-type.ts'
import { attachmentKey, type Files, incomingKey, inspected } from '#functions/shared/ports/files.ts'
import {
  acceptedUpload,
  addressValidFor,
  isFileId,
  NotLookedAt,
  newUpload,
} from '#functions/shared/ports/new-upload.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import { type FileRight, signRight } from './file-rights.ts'
import type { FileStore } from './file-store.ts'

/** Where browsers reach files on the public port, by rights that are given out here. */
export const filesPath = '/tasvib-files'

export interface MachineFilesOptions {
  readonly store: FileStore
  readonly random: Random
  readonly publicUrl: string
  /** Keys the rights that addresses prove. */
  readonly rightsKey: string
}

/** Real time, whatever the clock of cases says: it is a browser that has so long. */
const until = () => Date.now() + addressValidFor * 1_000

/** The files of one machine. */
export function machineFiles({ store, random, publicUrl, rightsKey }: MachineFilesOptions): Files {
  const read = (key: string) => store.read(key)
  return {
    async ticket(file) {
      const { name, type } = acceptedUpload(file)
      const upload = newUpload(random)
      const key = incomingKey(upload.fileId)
      const right = { may: 'upload', key, type, name, size: file.size, until: until() } as const
      const fields = {
        'Content-Type': type,
        key,
        name: encodeURIComponent(name),
        size: String(file.size),
        until: String(right.until),
        right: signRight(right, rightsKey),
      }
      return { ...upload, url: `${publicUrl}${filesPath}`, fields }
    },
    async store({ bytes, ...file }) {
      const accepted = acceptedUpload({ ...file, size: bytes.length })
      const upload = newUpload(random)
      await store.put({ key: incomingKey(upload.fileId), ...accepted }, [bytes])
      return upload
    },
    async inspect(fileId) {
      const file = isFileId(fileId) ? store.find(incomingKey(fileId)) : undefined
      if (file === undefined) return undefined
      return inspected({ bytes: await read(file.key), name: file.name ?? '' }, fileId)
    },
    async attach(reference, file, from) {
      const kept = { ...file, ofCase: true } as const
      const attached = await store.copy(
        file.sha256,
        from ?? incomingKey(file.fileId),
        attachmentKey(reference, kept),
      )
      if (attached?.digest !== file.sha256) throw new NotLookedAt()
      return kept
    },
    async write(key, bytes, type) {
      await store.put({ key, type }, [bytes])
    },
    async keep(key, bytes, type) {
      const isNew = await store.put({ key, type, onlyNew: true }, [bytes])
      return isNew ? bytes : read(key)
    },
    async stream(key, chunks, { size, type }) {
      await store.put({ key, type }, chunks, size)
    },
    read,
    chunks: (key) => store.chunks(key),
    has: async (key) => store.find(key) !== undefined,
    verdict: async () => 'clean',
    async url(key, { name, type, inline }) {
      const right: FileRight = {
        may: 'read',
        method: isHead() ? 'HEAD' : 'GET',
        key,
        type,
        disposition: contentDisposition(name, inline && mayShowInline(type)),
        until: until(),
      }
      const query = new URLSearchParams({
        type,
        disposition: right.disposition,
        until: String(right.until),
        right: signRight(right, rightsKey),
      })
      return `${publicUrl}${filesPath}/${key.split('/').map(encodeURIComponent).join('/')}?${query.toString()}`
    },
  }
}

export function machineFileRemoval(store: FileStore): FileRemoval {
  return {
    async *list(prefix) {
      for (const { key, modified } of store.list(prefix)) yield { key, modified: new Date(modified) }
    },
    async remove(key) {
      await store.remove(key)
      return true
    },
  }
}
