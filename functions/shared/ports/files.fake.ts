import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { attachmentKey, type Files, fileIdOf, incomingKey, inspected, NoSuchFile } from './files.ts'
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
  const newUpload = () => {
    const secret = random.id()
    return { fileId: fileIdOf(secret), secret }
  }
  return {
    stored,
    upload(fileId, file) {
      stored.set(incomingKey(fileId), file)
    },
    async ticket() {
      const upload = newUpload()
      return { ...upload, url: 'https://files.test/', fields: { key: incomingKey(upload.fileId) } }
    },
    async store(file) {
      const upload = newUpload()
      stored.set(incomingKey(upload.fileId), file)
      return upload
    },
    async inspect(fileId) {
      const file = stored.get(incomingKey(fileId))
      return file && inspected(file, fileId)
    },
    async attach(reference, record, from) {
      const kept = { ...record, ofCase: true } as const
      const key = attachmentKey(reference, kept)
      const file = stored.get(key) ?? stored.get(from ?? incomingKey(record.fileId))
      if (file === undefined || digestOfBytes(file.bytes) !== record.sha256)
        throw new Error('An upload is not the one that was looked at')
      stored.set(key, file)
      return kept
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
      if (file === undefined) throw new NoSuchFile()
      return file.bytes
    },
    async *chunks(key) {
      const file = stored.get(key)
      if (file === undefined) throw new NoSuchFile()
      // In two, as a network may cut it anywhere.
      const half = Math.ceil(file.bytes.length / 2)
      yield file.bytes.subarray(0, half)
      yield file.bytes.subarray(half)
    },
    verdict: async () => 'clean',
    async has(key) {
      return stored.has(key)
    },
    async url(key, { name, inline }) {
      return `https://files.test/${key}?name=${encodeURIComponent(name)}&inline=${inline}`
    },
  }
}
