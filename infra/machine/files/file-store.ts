import { createReadStream, existsSync, rmSync } from 'node:fs'
import { link, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { NoSuchFile } from '#functions/shared/ports/files.ts'
import { isMissing } from '#infra/machine/read-if-there.ts'
import type { Database } from '#infra/machine/store/database.ts'
import { draftOf, syncFolder } from '#infra/machine/write-atomically.ts'
import { writeHashed } from './write-hashed.ts'

const rowSchema = z.object({
  key: z.string(),
  digest: z.string(),
  size: z.number(),
  type: z.string(),
  name: z.string().nullable(),
  modified: z.string(),
})
export type StoredFile = z.infer<typeof rowSchema>

interface NewFile {
  readonly key: string
  readonly type: string
  /** What its sender calls it. */
  readonly name?: string
  /** When it was written; now without it. */
  readonly modified?: Date
  /** Leaves what is there under the key. */
  readonly onlyNew?: boolean
}

/**
 * Files by the digest of what is in them, below one folder; which key has which, a row says. So a file on the disk never changes, two
 * of the same content are one, and an older copy of the database finds what it names, whatever was written since.
 */
export interface FileStore {
  /** Resolves once it is on the disk; false where `onlyNew` found one. `size` is checked where it is said. */
  put(
    file: NewFile,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    size?: number,
  ): Promise<boolean>
  /** Gives a file of this digest a second key, unless something is there already. Answers what is there then. */
  copy(digest: string, from: string, to: string): Promise<StoredFile | undefined>
  find(key: string): StoredFile | undefined
  /** Bytes from `start` up to and with `end`; all without them. */
  read(key: string, part?: { readonly start: number; readonly end: number }): Promise<Buffer>
  chunks(key: string): AsyncIterable<Uint8Array>
  /** What has a key that begins like this, by key. */
  list(prefix: string): StoredFile[]
  remove(key: string): Promise<void>
  /** Removes what was written before a time and has a key that begins like this; answers how many. */
  removeOld(prefix: string, before: Date): Promise<number>
  /** Removes what no key names, after a crash between the one and the other. */
  sweep(): Promise<void>
}

export interface FileStoreOptions {
  readonly database: Database
  readonly folder: string
  readonly now: () => Date
}

export function openFileStore({ database, folder, now }: FileStoreOptions): FileStore {
  const { sql } = database
  const place = (digest: string) => join(folder, digest)
  const find = (key: string): StoredFile | undefined => {
    const row = sql.get`SELECT * FROM files WHERE key = ${key}`
    return row === undefined ? undefined : rowSchema.parse(row)
  }
  const known = (key: string): StoredFile => {
    const file = find(key)
    if (file === undefined) throw new NoSuchFile()
    return file
  }
  /** No other process can name it meanwhile: the transaction keeps them out. */
  const dropUnnamed = (digest: string): void => {
    database.transact(() => {
      if (sql.get`SELECT 1 FROM files WHERE digest = ${digest} LIMIT 1` === undefined)
        rmSync(place(digest), { force: true })
    })
  }
  const keep = (
    { key, digest, size, type, name }: Omit<StoredFile, 'modified'>,
    modified: Date = now(),
  ): void => {
    sql.run`INSERT OR REPLACE INTO files VALUES (${key}, ${digest}, ${size}, ${type}, ${name}, ${modified.toISOString()})`
  }
  const list = (prefix: string): StoredFile[] => {
    const rows = sql.all`SELECT * FROM files WHERE substr(key, 1, ${prefix.length}) = ${prefix} ORDER BY key`
    return rows.map((row) => rowSchema.parse(row))
  }
  const removeAll = async (files: readonly StoredFile[]): Promise<void> => {
    for (const { key } of files) sql.run`DELETE FROM files WHERE key = ${key}`
    // A row that the power brought back would name nothing.
    await database.onDisk()
    for (const { digest } of files) dropUnnamed(digest)
  }
  /** Reads what the key names; once more where that was replaced, and so removed, on the way. */
  const reading = async <T>(key: string, read: (path: string) => Promise<T>): Promise<T> => {
    const { digest } = known(key)
    try {
      return await read(place(digest))
    } catch (error) {
      const now = find(key)
      if (!isMissing(error) || now === undefined || now.digest === digest) throw error
      return read(place(now.digest))
    }
  }

  return {
    async put({ key, type, name, modified, onlyNew = false }, chunks, said) {
      const draft = draftOf(join(folder, 'draft'))
      try {
        const { digest, size } = await writeHashed(draft, chunks)
        if (said !== undefined && said !== size)
          throw new RangeError('The file is not of the size that was said')
        for (;;) {
          await link(draft, place(digest)).catch((error: unknown) => {
            if (!isThere(error)) throw error
          })
          await syncFolder(folder)
          const kept = database.transact(() => {
            // Whoever removed its last other name had not heard of this one.
            if (!existsSync(place(digest))) return undefined
            const earlier = find(key)
            const isTaken = earlier !== undefined && onlyNew
            if (!isTaken) keep({ key, digest, size, type, name: name ?? null }, modified)
            return { isNew: !isTaken, unnamed: isTaken ? digest : earlier?.digest }
          })
          if (kept === undefined) continue
          await database.onDisk()
          if (kept.unnamed !== undefined) dropUnnamed(kept.unnamed)
          return kept.isNew
        }
      } finally {
        await rm(draft, { force: true })
      }
    },
    async copy(digest, from, to) {
      const copied = database.transact(() => {
        const source = find(from)
        if (find(to) === undefined && source?.digest === digest) keep({ ...source, key: to })
        return find(to)
      })
      await database.onDisk()
      return copied
    },
    find,
    read: (key, part) =>
      reading(key, async (path) => (part === undefined ? readFile(path) : readPart(path, part))),
    async *chunks(key) {
      const file = await reading(key, (path) => open(path, 'r'))
      yield* file.createReadStream() as AsyncIterable<Buffer>
    },
    list,
    async remove(key) {
      const file = find(key)
      if (file !== undefined) await removeAll([file])
    },
    async removeOld(prefix, before) {
      const old = list(prefix).filter(({ modified }) => new Date(modified) < before)
      if (old.length > 0) await removeAll(old)
      return old.length
    },
    async sweep() {
      const named = new Set(sql.all`SELECT DISTINCT digest FROM files`.map(({ digest }) => digest))
      for (const name of await readdir(folder))
        if (/^[0-9a-f]{64}$/.test(name) && !named.has(name)) dropUnnamed(name)
    },
  }
}

async function readPart(path: string, range: { start: number; end: number }): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of createReadStream(path, range) as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
