import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { cleanFileName } from './file-name.ts'
import { isUploadType, typeOfBytes } from './file-type.ts'
import { type Files, incomingKey, uploadKey } from './files.ts'
import { fixedRandom } from './random.fake.ts'
import type { Random } from './random.ts'

interface Stored {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface MemoryFiles extends Files {
  /** Everything that is stored, by key. */
  readonly stored: ReadonlyMap<string, Stored>
  /** Does what a browser does with a ticket. */
  upload(fileId: string, file: Stored): void
}

/** Files in memory. Its addresses are under https://files.test/ and lead nowhere. */
export function memoryFiles(random: Random = fixedRandom()): MemoryFiles {
  const stored = new Map<string, Stored>()
  const ticketFor = () => {
    const fileId = random.id()
    return { fileId, url: 'https://files.test/', fields: { key: incomingKey(fileId) } }
  }
  return {
    stored,
    upload(fileId, file) {
      stored.set(incomingKey(fileId), file)
    },
    async ticket() {
      return ticketFor()
    },
    async store(file) {
      const fileId = random.id()
      stored.set(incomingKey(fileId), file)
      return fileId
    },
    async inspect(fileId) {
      const file = stored.get(uploadKey(fileId)) ?? stored.get(incomingKey(fileId))
      if (file === undefined || !isUploadType(file.type) || typeOfBytes(file.bytes) !== file.type)
        return undefined
      const { name, type, bytes } = file
      return {
        fileId,
        name: cleanFileName(name, type),
        type,
        size: bytes.length,
        sha256: digestOfBytes(bytes),
      }
    },
    async attach({ fileId, sha256 }) {
      if (stored.has(uploadKey(fileId))) return
      const file = stored.get(incomingKey(fileId))
      if (file === undefined || digestOfBytes(file.bytes) !== sha256)
        throw new Error('An upload is not the one that was looked at')
      stored.set(uploadKey(fileId), file)
    },
    async write(key, bytes, type) {
      stored.set(key, { name: key, type, bytes })
    },
    async keep(key, bytes, type) {
      if (!stored.has(key)) stored.set(key, { name: key, type, bytes })
      return stored.get(key)?.bytes ?? bytes
    },
    async stream(key, chunks, { size, type }) {
      const parts: Uint8Array[] = []
      for await (const chunk of chunks) parts.push(chunk)
      const bytes = Buffer.concat(parts)
      if (bytes.length !== size) throw new RangeError('The file is not of the size that was said')
      stored.set(key, { name: key, type, bytes })
    },
    async read(key) {
      const file = stored.get(key)
      if (file === undefined) throw new Error('There is no such file')
      return file.bytes
    },
    async *chunks(key) {
      const file = stored.get(key)
      if (file === undefined) throw new Error('There is no such file')
      // In two, as a network may cut it anywhere.
      const half = Math.ceil(file.bytes.length / 2)
      yield file.bytes.subarray(0, half)
      yield file.bytes.subarray(half)
    },
    async has(key) {
      return stored.has(key)
    },
    async url(key, { name, inline }) {
      return `https://files.test/${key}?name=${encodeURIComponent(name)}&inline=${inline}`
    },
  }
}
