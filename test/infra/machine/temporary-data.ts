import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type DataFolder, openDataFolder } from '#infra/machine/data-folder.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'

/** What the test at hand has to end, last first. */
const endings: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

/** Ends something after the test at hand, before whatever was begun earlier. */
export function afterwards(end: () => Promise<unknown>): void {
  endings.push(end)
}

/** A path below the system's temporary folder that is removed after the test at hand. */
export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tasvib-test-'))
  afterwards(() => rm(path, { recursive: true, force: true }))
  return path
}

export async function temporaryData(): Promise<DataFolder> {
  const data = await openDataFolder(await temporaryFolder())
  afterwards(() => Promise.resolve(data.release()))
  return data
}

/** The database of a data folder, as a start on it opens it. */
export function databaseOf(data: DataFolder): Database {
  const database = openDatabase(data.file(databaseFile))
  afterwards(async () => database.close())
  return database
}

/** Longer than anything takes on a busy machine: only what never comes about waits so long. Milliseconds. */
const patience = 60_000

/** Waits until a condition holds. @throws after a minute. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never came about: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
