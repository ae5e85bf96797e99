import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Milliseconds after which nobody is still writing a file. */
const writing = 60 * 60 * 1_000

/**
 * Removes what a crash left of files that were being written (`write-atomically.ts`): it may hold anybody's data, and no erasure
 * would find it. Before this process writes anything, all that no other live one is writing, such as an operator's command; later, what
 * is older than any writing takes. Answers how many.
 */
export async function removeUnfinished(
  folder: string,
  { all = false }: { readonly all?: boolean } = {},
): Promise<number> {
  const before = all ? Number.POSITIVE_INFINITY : Date.now() - writing
  let removed = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    // An earlier release did not say whose it is.
    const [draft, pid] = /(?:\.(\d+))?\.[0-9a-f-]{36}\.tmp$/.exec(entry.name) ?? []
    if (!entry.isFile() || draft === undefined || (all && isAnother(Number(pid)))) continue
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || found.mtimeMs >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

/** Whether it is the number of a process that lives and is not this one; of an ended one it may be somebody's again by now. */
function isAnother(pid: number): boolean {
  if (!Number.isInteger(pid) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
