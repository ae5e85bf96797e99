import { existsSync } from 'node:fs'
import { strandedCases, strandedLines } from '#functions/shared/ports/stranded-cases.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Database, LaterDatabase, openDatabase } from '#infra/machine/store/database.ts'
import { moveOldJournal } from '#infra/machine/store/move-old-journal.ts'
import { moveOldStore, oldStore } from '#infra/machine/store/move-old-store.ts'
import { notMoved } from '#infra/machine/store/not-moved.ts'
import { sqliteAllCases } from '#infra/machine/store/sqlite-all-cases.ts'
import type { DataFolder } from './data-folder.ts'
import { readIfThere } from './read-if-there.ts'
import { StartFailure } from './start-failure.ts'

/** The database of the machine, in the data folder. */
export const databaseFile = 'tasvib.sqlite'

/** What `operate import` calls it until all is in it. */
export const importingFile = 'tasvib.sqlite.importing'

/**
 * The database, with what a release before has kept elsewhere.
 * @param onDiskFailure hears once that the disk failed: nothing is answered any more from then on
 * @throws StartFailure if it cannot be used, or if it has open cases that this release cannot go on with.
 */
export async function openStore(
  data: DataFolder,
  onDiskFailure?: (error: unknown) => void,
): Promise<Database> {
  refuseHalfImported(data)
  refuseWithoutCases(data)
  const database = opened(data.file(databaseFile), onDiskFailure)
  try {
    for (const each of await movedFromBefore(data, database)) if (each !== undefined) console.error(each)
    await refuseStranded(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Else it would start empty beside cases that somebody has brought as far as here. */
function refuseHalfImported(data: Pick<DataFolder, 'file'>): void {
  if (!existsSync(data.file(importingFile))) return
  throw new StartFailure(
    [
      `آوردن خروجی به این پوشه ناتمام مانده است؛ npm run operate -- import را دوباره اجرا کنید، یا ${data.file(importingFile)} را پاک کنید.`,
      `An import into this folder did not get to its end. Run npm run operate -- import again, or delete ${data.file(importingFile)}.`,
    ].join('\n'),
  )
}

/** What the releases before wrote beside their store; that may have been elsewhere, or left out of a copy. */
const besideOldStore = ['workflow.db', 'objects', 'stream-position.json'] as const

/** @throws StartFailure rather than begin without a case beside the files and workflows of some */
function refuseWithoutCases(data: Pick<DataFolder, 'file'>): void {
  if ([databaseFile, oldStore].some((name) => existsSync(data.file(name)))) return
  const there = besideOldStore.find((name) => existsSync(data.file(name)))
  if (there === undefined) return
  throw notMoved({
    fa: `در این پوشه ${there} از نسخه‌ای پیشین هست، ولی پرونده‌های آن (${oldStore}) نیست؛`,
    en: `This folder has ${there} of an earlier release and not its cases (${oldStore}).`,
  })
}

/** @throws StartFailure for what this release cannot read; it stays as it is */
async function movedFromBefore(data: DataFolder, database: Database): Promise<(string | undefined)[]> {
  try {
    const position = await readIfThere(data.file('stream-position.json'))
    return [await moveOldStore(data, database, position), await moveOldJournal(data, database)]
  } catch (error) {
    if (error instanceof StartFailure || error instanceof Unavailable) throw error
    throw notMoved(
      {
        fa: `آنچه نسخهٔ پیشین در ${data.path} نگه داشته خوانده نمی‌شود؛`,
        en: `What an earlier release keeps in ${data.path} cannot be read.`,
      },
      error,
    )
  }
}

function opened(file: string, onDiskFailure?: (error: unknown) => void): Database {
  try {
    return openDatabase(file, onDiskFailure)
  } catch (cause) {
    if (!(cause instanceof LaterDatabase)) throw cause
    throw new StartFailure(
      [
        `پایگاه دادهٔ ${file} را نسخهٔ تازه‌تری از تصویب نوشته است؛ آن نسخه را اجرا کنید.`,
        `A later release of Tasvib has written the database ${file}. Run that release.`,
      ].join('\n'),
      { cause },
    )
  }
}

/** Before any port is open: a page of such a case, and every list that it is in, would be an error. */
async function refuseStranded(database: Database): Promise<void> {
  const stranded = await strandedCases(sqliteAllCases(database))
  const lines = strandedLines(stranded)
  if (stranded.open.length > 0) throw new StartFailure(lines.join('\n'))
  for (const line of lines) console.error(line)
}
