import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Milliseconds after which nobody is still writing a file. */
const writing = 60 * 60 * 1_000

/**
 * Removes what a crash left of files that were being written (`write-atomically.ts`): it may hold anybody's data, and no erasure
 * would find it. Everything, before anything is written; later, what is older than any writing takes. Answers how many.
 */
export async function removeUnfinished(
  folder: string,
  { all = false }: { readonly all?: boolean } = {},
): Promise<number> {
  const before = all ? Number.POSITIVE_INFINITY : Date.now() - writing
  let removed = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[0-9a-f-]{36}\.tmp$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || found.mtimeMs >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
