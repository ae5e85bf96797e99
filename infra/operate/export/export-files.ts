import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { writeHashed } from '#infra/machine/files/write-hashed.ts'

/** A file of an export, below its folder, with `/` between. */
export const exportedFileSchema = z.object({
  path: z.string().refine(isSafePath),
  /** Bytes. */
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ExportedFile = z.infer<typeof exportedFileSchema>

/** Names of letters, digits, `.`, `_` and `-`, that begin with no dot: whatever the system, they stay below the folder. */
function isSafePath(path: string): boolean {
  return path.split('/').every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}$/.test(name))
}

/**
 * Writes a file as it comes, without holding it, and puts it in its place only when it is whole and on the disk. For the owner's
 * eyes alone: an export holds persons.
 */
export async function writeExported(
  folder: string,
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<ExportedFile> {
  if (!isSafePath(path)) throw new Error(`A file cannot be named ${JSON.stringify(path)}`)
  const place = join(folder, path)
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  const { digest, size } = await writeHashed(`${place}.part`, chunks)
  await rename(`${place}.part`, place)
  return { path, size, sha256: digest }
}

export function writeText(folder: string, path: string, text: string): Promise<ExportedFile> {
  return writeExported(folder, path, [new TextEncoder().encode(text)])
}

/** One value in each line. */
export function writeLines(folder: string, path: string, values: Iterable<unknown>): Promise<ExportedFile> {
  return writeExported(folder, path, linesOf(values))
}

export function writeJson(folder: string, path: string, value: unknown): Promise<ExportedFile> {
  return writeText(folder, path, `${JSON.stringify(value, null, 2)}\n`)
}

function* linesOf(values: Iterable<unknown>): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const value of values) yield encoder.encode(`${JSON.stringify(value)}\n`)
}

/** What a file is now. Throws when it is not there. */
export async function measureFile(folder: string, path: string): Promise<ExportedFile> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.length
  }
  return { path, size, sha256: hash.digest('hex') }
}
