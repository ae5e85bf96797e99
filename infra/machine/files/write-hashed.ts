import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'

/** What was written. */
export interface Hashed {
  /** SHA-256, in hex. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
}

/**
 * Writes a file as it comes, without holding it, for its owner alone. Resolves when all of it is on the disk; of one that fails nothing
 * is left.
 */
export async function writeHashed(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Hashed> {
  const file = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return { digest: hash.digest('hex'), size }
}
