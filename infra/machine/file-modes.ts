import type { Stats } from 'node:fs'
import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere } from './read-if-there.ts'
import { StartFailure } from './start-failure.ts'

/** What others may do with a file: nothing is left of it. */
const others = 0o077

/** From here on this process, and what it starts, makes files for its own account alone. Windows has no such modes. */
export function makeFilesForOwnerAlone(): void {
  process.umask(others)
}

/**
 * Takes from all other accounts what they may do in a data folder, and with what lies in it since an earlier release or
 * a trial. A folder that was never Tasvib's is closed itself, and what lies in it is left as it is.
 * @throws StartFailure for what another account owns, since that account can open it again
 */
export async function mendModes(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const isOurs = (await readIfThere(join(folder, 'secrets.json'))) !== undefined
  await mend(folder, await lstat(folder))
  if (isOurs) await mendWithin(folder)
}

async function mendWithin(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const stats = await lstat(path).catch(() => undefined)
    // Gone meanwhile, or only a name for something that lies elsewhere.
    if (stats === undefined || stats.isSymbolicLink()) continue
    await mend(path, stats)
    if (stats.isDirectory()) await mendWithin(path)
  }
}

async function mend(path: string, { mode, uid }: Stats): Promise<void> {
  const own = process.getuid?.()
  // What root owns, as `lost+found` of a disk, root alone can open.
  if (uid !== own && uid !== 0 && own !== 0) throw notOurs(path)
  if ((mode & others) === 0) return
  await chmod(path, mode & 0o700).catch((cause: unknown) => {
    if (uid !== 0) throw notOurs(path, cause)
  })
}

function notOurs(path: string, cause?: unknown): StartFailure {
  return new StartFailure(
    [
      `${path} از آنِ حساب دیگری در این رایانه است؛ آن را با chown به حساب این برنامه بدهید یا پوشهٔ دیگری با DATA_DIR برگزینید.`,
      `${path} belongs to another account of this machine. Give it to the account of this program with chown, or choose another folder with DATA_DIR.`,
    ].join('\n'),
    { cause },
  )
}
