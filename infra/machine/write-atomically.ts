import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface WriteOptions {
  /** File permissions; 0600 for secrets. */
  readonly mode?: number
  /** Refuses (`EEXIST`) instead of replacing a file that is there. */
  readonly onlyIfAbsent?: boolean
}

/**
 * Writes a whole file so that a crash leaves the old one or the new one, never half of it,
 * and so that the new one is on the disk when this resolves.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
  options: WriteOptions = {},
): Promise<void> {
  const draft = draftOf(path)
  const file = await open(draft, 'wx', options.mode ?? 0o644)
  try {
    try {
      for (const part of Array.isArray(content) ? content : [content]) await file.writeFile(part)
      await file.sync()
    } finally {
      await file.close()
    }
    if (options.onlyIfAbsent === true) await link(draft, path)
    else await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
}

/** A name for a file while this process writes it; `unfinished-files.ts` knows by it whose it is. */
export function draftOf(path: string): string {
  return `${path}.${process.pid}.${randomUUID()}.tmp`
}

/** Makes renames and new names in a folder durable. Windows cannot sync a folder and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
