import { join } from 'node:path'
import { type FileStore, openFileStore } from '#infra/machine/files/file-store.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'

const opened = new Map<string, Database>()

/** The files of a data folder, as another process beside its Tasvib opens them. */
export function filesIn(dataFolder: string): FileStore {
  const database = opened.get(dataFolder) ?? openDatabase(join(dataFolder, databaseFile))
  opened.set(dataFolder, database)
  return openFileStore({ database, folder: join(dataFolder, 'files'), now: () => new Date() })
}
