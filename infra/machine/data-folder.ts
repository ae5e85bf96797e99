import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartFailure } from './start-failure.ts'

export interface DataFolder {
  readonly path: string
  /** The path of a file in the folder. */
  file(name: string): string
  /** The path of a folder in the folder, which is made if it is missing. */
  folder(name: string): Promise<string>
  release(): void
}

/**
 * Makes the data folder and keeps every other Tasvib out of it.
 * The lock is one that the operating system drops when this process dies, however it dies, so none is ever left over.
 * @throws StartFailure if another live Tasvib holds the folder, or if it cannot be written.
 */
export async function openDataFolder(location: string): Promise<DataFolder> {
  const path = resolve(location)
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new StartFailure(`The data folder ${path} cannot be made. Choose another with DATA_DIR.`, { cause })
  })
  const lock = holdLock(join(path, 'lock'), path)
  return {
    ...existingFolder(path),
    release: () => {
      lock.close()
    },
  }
}

/** A data folder as an operator's command sees it, which another process may hold. */
export function existingFolder(location: string): Omit<DataFolder, 'release'> {
  const path = resolve(location)
  return {
    path,
    file: (name) => join(path, name),
    async folder(name) {
      const folder = join(path, name)
      await mkdir(folder, { recursive: true })
      return folder
    },
  }
}

function holdLock(file: string, folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(file, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock?.close()
    throw new StartFailure(
      isBusy(cause)
        ? `Another Tasvib is running on the data folder ${folder}. Stop it, or choose another folder with DATA_DIR.`
        : `The data folder ${folder} cannot be written. Choose another with DATA_DIR.`,
      { cause },
    )
  }
}

/** SQLITE_BUSY is 5. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
