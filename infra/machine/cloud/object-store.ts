import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { isMissing } from '#infra/machine/read-if-there.ts'
import { syncFolder, writeAtomically } from '#infra/machine/write-atomically.ts'

const descriptionSchema = z.object({
  key: z.string(),
  size: z.number().int().nonnegative(),
  /** Of the content, in hex; the object's ETag. */
  md5: z.string(),
  /** ISO 8601. */
  modified: z.string(),
  /** Content-Type, Content-Disposition, x-amz-meta-…: what is given back with the object. */
  headers: z.record(z.string(), z.string()),
})

export type ObjectDescription = z.infer<typeof descriptionSchema>

export interface StoredObject {
  readonly description: ObjectDescription
  /** Bytes from `start` up to and with `end`; the whole object without them. */
  read(start?: number, end?: number): Promise<Buffer>
}

export interface NewObject {
  readonly bucket: string
  readonly key: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly onlyIfAbsent?: boolean
}

/**
 * Objects as files. A file's name is the digest of its key, so no key can name anything outside the folder;
 * its first line describes the object and the rest is the content, so that one rename replaces both.
 */
export class ObjectStore {
  readonly #folder: string
  readonly #now: () => Date

  constructor(folder: string, now: () => Date = () => new Date()) {
    this.#folder = folder
    this.#now = now
  }

  /** Resolves once the object is on the disk. @throws an error with code EEXIST for `onlyIfAbsent`. */
  async put(object: NewObject): Promise<ObjectDescription> {
    const description: ObjectDescription = {
      key: object.key,
      size: object.body.byteLength,
      md5: createHash('md5').update(object.body).digest('hex'),
      modified: this.#now().toISOString(),
      headers: { ...object.headers },
    }
    const folder = this.#bucketFolder(object.bucket)
    await mkdir(folder, { recursive: true })
    await writeAtomically(
      this.#path(object.bucket, object.key),
      [Buffer.from(`${JSON.stringify(description)}\n`), object.body],
      { onlyIfAbsent: object.onlyIfAbsent ?? false },
    )
    return description
  }

  async find(bucket: string, key: string): Promise<StoredObject | undefined> {
    const path = this.#path(bucket, key)
    const file = await openIfThere(path)
    if (file === undefined) return undefined
    const { description, offset } = await descriptionOf(file)
    return {
      description,
      read: (start = 0, end = description.size - 1) => readPart(path, offset + start, end - start + 1),
    }
  }

  async remove(bucket: string, key: string): Promise<void> {
    await rm(this.#path(bucket, key), { force: true })
    await syncFolder(this.#bucketFolder(bucket)).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
  }

  /** Removes what was written before a time and has a key that begins like this; answers how many. */
  async removeOld(bucket: string, { prefix, before }: { prefix: string; before: Date }): Promise<number> {
    const folder = this.#bucketFolder(bucket)
    let removed = 0
    for (const name of await filesIn(folder)) {
      const file = await openIfThere(join(folder, name))
      if (file === undefined) continue
      const { description } = await descriptionOf(file)
      if (!description.key.startsWith(prefix) || new Date(description.modified) >= before) continue
      await this.remove(bucket, description.key)
      removed += 1
    }
    return removed
  }

  /** What has a key that begins like this, by key. */
  async list(bucket: string, prefix: string): Promise<ObjectDescription[]> {
    const folder = this.#bucketFolder(bucket)
    const found: ObjectDescription[] = []
    for (const name of await filesIn(folder)) {
      const file = await openIfThere(join(folder, name))
      if (file === undefined) continue
      const { description } = await descriptionOf(file)
      if (description.key.startsWith(prefix)) found.push(description)
    }
    return found.sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  #path(bucket: string, key: string): string {
    return join(this.#bucketFolder(bucket), createHash('sha256').update(key).digest('hex'))
  }

  #bucketFolder(bucket: string): string {
    return join(this.#folder, createHash('sha256').update(bucket).digest('hex').slice(0, 16))
  }
}

/** Objects are named by digests; what is still being written is not. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Reads the first line, and closes the file. */
async function descriptionOf(file: FileHandle): ReturnType<typeof readDescription> {
  try {
    return await readDescription(file)
  } finally {
    await file.close()
  }
}

async function readDescription(
  file: FileHandle,
): Promise<{ description: ObjectDescription; offset: number }> {
  const head: Buffer[] = []
  for (let position = 0; position < 1_000_000; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4_096), 0, 4_096, position)
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a)
    head.push(buffer.subarray(0, end === -1 ? bytesRead : end))
    if (end !== -1) {
      const line = Buffer.concat(head).toString('utf8')
      return { description: descriptionSchema.parse(JSON.parse(line)), offset: Buffer.byteLength(line) + 1 }
    }
    if (bytesRead === 0) break
    position += bytesRead
  }
  throw new Error('An object file has no description line.')
}

/** An object that was replaced since it was found is read as it now is; its keys are written once in practice. */
async function readPart(path: string, position: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0)
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
