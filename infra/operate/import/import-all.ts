import { createReadStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newestRootKey, rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { strandedCases, strandedLines } from '#functions/shared/ports/stranded-cases.ts'
import { type DataFolder, openDataFolder } from '#infra/machine/data-folder.ts'
import { openFileStore } from '#infra/machine/files/file-store.ts'
import { databaseFile, importingFile } from '#infra/machine/open-store.ts'
import { readIfThere } from '#infra/machine/read-if-there.ts'
import { earlierCertificatesFile } from '#infra/machine/seal-key.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { syncFolder, writeAtomically } from '#infra/machine/write-atomically.ts'
import type { CommandOutcome } from '#infra/operate/commands.ts'
import { checkExport } from '#infra/operate/export/check-export.ts'
import { filesIn, isCaseList, readExportedCase } from '#infra/operate/export/read-export.ts'
import { type ImportHome, importCase } from './import-case.ts'

export interface ImportTarget {
  /** Of one machine; made where there is none. */
  readonly dataFolder: string
  readonly now: () => Date
  /** Told how many cases were taken in so far. */
  readonly progress: (cases: number) => void
}

/** What any release keeps in a data folder once it was started there; keys and secrets alone make no Tasvib. */
const kept = [databaseFile, 'tasvib.db', 'workflow.db', 'calls.db', 'objects', 'mail'] as const
const often = 100

/**
 * Takes an export into a data folder in which no Tasvib ever ran. All of it is checked before anything is written, and the database
 * gets its name once everything is in it: on what a run that died has left nothing starts, and the next run begins anew. The clock
 * of the first start visits every case: it starts the workflows, counts the figures and mails fresh links.
 * @throws StartFailure for a folder that another Tasvib holds, or that cannot be written
 */
export async function importAll(folder: string, target: ImportTarget): Promise<CommandOutcome> {
  const checked = await checkExport(folder)
  if (!checked.ok) return refused(checked.lines)
  const stranded = await strandedCases({ heads: () => headsIn(folder) })
  if (stranded.open.length > 0) return refused(strandedLines(stranded))
  const data = await openDataFolder(target.dataFolder)
  try {
    const there = kept.find((name) => existsSync(data.file(name)))
    if (there === undefined) return await takeIn(folder, data, target)
    return refused([
      `${data.path} has a Tasvib already (${there}). An import goes into an empty data folder: give one by --data.`,
    ])
  } finally {
    data.release()
  }
}

function refused(why: readonly string[]): CommandOutcome {
  return { ok: false, lines: [...why, 'Nothing was imported.'] }
}

async function* headsIn(folder: string): AsyncGenerator<{ reference: string; head: unknown }> {
  for await (const file of filesIn(folder)) {
    if (!isCaseList(file)) continue
    const { list, head } = await readExportedCase(folder, file.path)
    yield { reference: list.reference, head }
  }
}

async function takeIn(
  folder: string,
  data: DataFolder,
  { now, progress }: ImportTarget,
): Promise<CommandOutcome> {
  const [file, importing] = [data.file(databaseFile), data.file(importingFile)]
  for (const left of ['', '-wal', '-shm']) await rm(importing + left, { force: true })
  const database = openDatabase(importing)
  const told = { cases: 0, open: 0, mails: 0 }
  try {
    const home = {
      database,
      store: openFileStore({ database, folder: await data.folder('files'), now }),
      now,
    }
    await takeRoots(folder, data, home)
    for await (const one of filesIn(folder)) {
      if (!isCaseList(one)) continue
      const { isOpen, mails } = await importCase(folder, await readExportedCase(folder, one.path), home)
      told.cases += 1
      told.open += isOpen ? 1 : 0
      told.mails += mails
      if (told.cases % often === 0) progress(told.cases)
    }
    // All of it in the one file, which is on the disk then.
    database.prepared('PRAGMA wal_checkpoint(TRUNCATE)').all()
  } finally {
    database.close()
  }
  await rename(importing, file)
  await syncFolder(data.path)
  return {
    ok: true,
    lines: [
      `${told.cases} cases are in ${data.path}, ${told.open} of them open.`,
      `Start it with DATA_DIR=${data.path}: the workflows of open cases go on, and ${told.mails} mails bring fresh links, since those of before open nothing here.`,
    ],
  }
}

/** The daily roots, and by what they are known for the city's own though another key signs from now on. */
async function takeRoots(folder: string, data: DataFolder, { store }: ImportHome): Promise<void> {
  const type = 'application/json'
  let newest: string | undefined
  for await (const { path } of filesIn(folder)) {
    if (!path.startsWith('roots/')) continue
    await store.put({ key: path, type }, createReadStream(join(folder, path)))
    const [, day] = /^roots\/(\d{4}-\d\d-\d\d)\.json$/.exec(path) ?? []
    if (day !== undefined && day > (newest ?? '')) newest = day
  }
  if (newest !== undefined)
    await store.put({ key: newestRootKey, type }, [Buffer.from(JSON.stringify({ day: newest }))])
  const earlier = await Promise.all(
    [rootCertificateKey, sealCertificateKey].map((key) => readIfThere(join(folder, key))),
  )
  await writeAtomically(data.file(earlierCertificatesFile), earlier.join(''))
}
