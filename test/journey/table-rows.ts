import { join } from 'node:path'
import { databaseFile } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { everyRow } from '#test/ports/every-row.ts'

/** Every row of the database in a data folder, as text that is the same for the same row. */
export function tableRows(dataFolder: string): string[] {
  const database = openDatabase(join(dataFolder, databaseFile))
  try {
    return everyRow(database)
  } finally {
    database.close()
  }
}
