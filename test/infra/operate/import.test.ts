import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentKey } from '#functions/shared/ports/files.ts'
import { openDataFolder } from '#infra/machine/data-folder.ts'
import { openFileStore } from '#infra/machine/files/file-store.ts'
import { databaseFile, importingFile, openStore } from '#infra/machine/open-store.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { exportAll } from '#infra/operate/export/export-all.ts'
import { importAll } from '#infra/operate/import/import-all.ts'
import { afterwards, databaseOf, temporaryData, temporaryFolder } from '#test/infra/machine/temporary-data.ts'
import { hasStore, useTable } from '#test/ports/real-table.ts'
import { rowsOfTable } from '#test/ports/rows-of-homes.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import { applicant, caseToErase } from './case-to-erase.ts'

const now = () => new Date('2026-11-25T10:00:00.000Z')
const codeKey = 'a key that is 32 characters long'

const importTo = (folder: string, dataFolder: string) =>
  importAll(folder, { dataFolder, now, progress: () => undefined })

describe.skipIf(!hasStore)('an import', () => {
  const table = useTable()
  let count = 0

  /** What the cloud's adapters hold of one case, as `operate export` writes it. */
  async function exported(confirmed = true) {
    const folder = await temporaryFolder()
    count += 1
    const reference = `TSV-1405-Y0001${count}`
    const made = await caseToErase(rowsOfTable(table()), reference, now)
    if (confirmed) await made.must({ type: 'confirm' })
    const { effects, all } = made
    const entries = await made.cases.entries(reference)
    for (const entry of entries)
      for (const kind of entry.effects ?? [])
        await effects.done({ reference, sequence: entry.sequence, kind }, now(), 'a-message')
    await exportAll(folder, {
      ...made,
      effects,
      // The others of the table have lost their files with their tests.
      all: { ...all, references: () => only(reference) },
      programmeOf: () => kerman,
      programme: kerman,
      now,
      progress: () => undefined,
    })
    return { folder, reference, entries, attached: made.attached, own: join(folder, 'cases', reference) }
  }

  it('brings a case of the cloud onto one machine: its ledger, forms, files and effects, and where lists have it', async () => {
    const { folder, reference, entries, attached } = await exported()
    const dataFolder = await temporaryFolder()
    expect(await importTo(folder, dataFolder)).toEqual({
      ok: true,
      lines: [expect.stringContaining('1 cases'), expect.stringContaining('1 mails')],
    })
    const data = await temporaryDataIn(dataFolder)
    const database = await openStore(data)
    afterwards(async () => database.close())
    const { cases, effects } = sqlitePorts(database, { codeKey })
    expect(await cases.entries(reference)).toEqual(entries)
    expect(await cases.find(reference)).toMatchObject({
      state: { status: 'between-stages', applicant },
      tip: { digest: entries.at(-1)?.digest },
    })
    expect(await cases.revision(reference, 1)).toMatchObject({ reference, revision: 1 })
    expect(await cases.due(now(), 10)).toEqual([reference])
    for (const list of [{ open: true }, { word: 'canary' }] as const)
      expect((await cases.list({ ...list, limit: 10 })).cases).toHaveLength(1)
    const store = openFileStore({ database, folder: await data.folder('files'), now })
    expect((await store.read(attachmentKey(reference, attached))).toString('utf8')).toContain('canary')
    // The relay is told of nothing: what is outstanding the clock finds.
    expect(database.sql.get`SELECT 1 FROM outstanding`).toBeUndefined()
    const again = (await effects.list(reference)).filter(({ done }) => !done).map(({ kind }) => kind)
    expect(again).toEqual(['mail-applicant:case-begun'])
  })

  it.each([
    ['a changed file', (own: string) => appendFile(join(own, 'entries.jsonl'), '{}\n'), /entries\.jsonl/],
    [
      'a file that is missing',
      (own: string) => rm(join(own, 'effects.jsonl')),
      /effects\.jsonl: it is missing/,
    ],
    ['a strange file', (own: string) => writeFile(join(own, 'x'), ''), /does not belong/],
    [
      'a manifest of something else',
      (own: string) => writeFile(join(own, '../../manifest.json'), '{}'),
      /manifest\.json: it is not one/,
    ],
    ['no manifest', (own: string) => rm(join(own, '../../manifest.json')), /There is no export in/],
    [
      'half a manifest',
      (own: string) => writeFile(join(own, '../../manifest.jsonl'), '{"path":'),
      /manifest\.jsonl: it cannot be read/,
    ],
  ])('of an export with %s says so and leaves the folder as it was', async (_, damage, said) => {
    const { folder, own } = await exported(false)
    await damage(own)
    const dataFolder = join(await temporaryFolder(), 'data')
    const { ok, lines } = await importTo(folder, dataFolder)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatch(said)
    expect(lines.at(-1)).toBe('Nothing was imported.')
    await expect(readdir(dataFolder)).rejects.toThrow('ENOENT')
  })

  it.each([[databaseFile], ['tasvib.db'], ['workflow.db'], ['calls.db'], ['objects'], ['mail']])(
    'into a folder that has %s is refused',
    async (name) => {
      const { folder } = await exported(false)
      const dataFolder = await temporaryFolder()
      await writeFile(join(dataFolder, name), 'somebody else’s')
      const { ok, lines } = await importTo(folder, dataFolder)
      expect(ok).toBe(false)
      expect(lines[0]).toMatch(`has a Tasvib already (${name})`)
      expect(await readFile(join(dataFolder, name), 'utf8')).toBe('somebody else’s')
    },
  )

  it('into the folder of a running Tasvib is refused', async () => {
    const { folder } = await exported(false)
    const data = await temporaryData()
    await expect(importTo(folder, data.path)).rejects.toThrow('Another Tasvib is running')
  })

  it('keeps the keys that were put into the folder before', async () => {
    const { folder } = await exported(false)
    const dataFolder = await temporaryFolder()
    await writeFile(join(dataFolder, 'seal-key.pem'), 'the key of before')
    expect(await importTo(folder, dataFolder)).toMatchObject({ ok: true })
    expect(await readFile(join(dataFolder, 'seal-key.pem'), 'utf8')).toBe('the key of before')
  })

  it('that was killed starts nothing and is done whole by the next', async () => {
    const { folder, reference } = await exported(false)
    const dataFolder = await temporaryFolder()
    await writeFile(join(dataFolder, importingFile), 'half of a database')
    const starting = await openDataFolder(dataFolder)
    await expect(openStore(starting)).rejects.toThrow('did not get to its end')
    starting.release()
    expect(await importTo(folder, dataFolder)).toMatchObject({ ok: true })
    const database = databaseOf(await temporaryDataIn(dataFolder))
    expect(await sqlitePorts(database, { codeKey }).cases.find(reference)).toBeDefined()
  })

  it('that is killed at any moment leaves all of it or nothing', async () => {
    const { folder, reference } = await exported(false)
    const whole = await temporaryFolder()
    const took = await ended(whole, folder)
    for (let count = 1; count <= 6; count += 1) {
      const dataFolder = await temporaryFolder()
      await ended(dataFolder, folder, (took * (count + 2)) / 9)
      const names = await readdir(dataFolder)
      if (!names.includes(databaseFile)) await ended(dataFolder, folder)
      const database = databaseOf(await temporaryDataIn(dataFolder))
      const open = await sqlitePorts(database, { codeKey }).cases.find(reference)
      expect(open?.state.reference).toBe(reference)
      expect(await readdir(dataFolder)).not.toContain(importingFile)
    }
  })

  it('takes what an earlier release wrote, whose heads and effects say less', async () => {
    const { folder, reference, own } = await exported(false)
    const list = JSON.parse(await readFile(join(own, 'case.json'), 'utf8'))
    delete list.state.recused
    const effects = (await readFile(join(own, 'effects.jsonl'), 'utf8'))
      .split('\n')
      .map((line) => line.replaceAll(/,"(?:delayedAt|returned)":(?:null|false)/g, ''))
    await rewrite(folder, {
      [`cases/${reference}/case.json`]: JSON.stringify(list),
      [`cases/${reference}/effects.jsonl`]: effects.join('\n'),
    })
    const dataFolder = await temporaryFolder()
    expect(await importTo(folder, dataFolder)).toMatchObject({ ok: true })
    const database = databaseOf(await temporaryDataIn(dataFolder))
    expect((await sqlitePorts(database, { codeKey }).cases.find(reference))?.state.recused).toEqual([])
  })
})

async function* only(reference: string) {
  yield reference
}

async function temporaryDataIn(folder: string) {
  const data = await openDataFolder(folder)
  afterwards(async () => data.release())
  return data
}

/** The command in a process of its own, killed after so many milliseconds; answers how long it took. */
async function ended(dataFolder: string, folder: string, killed?: number): Promise<number> {
  const began = Date.now()
  const child = spawn(
    process.execPath,
    ['infra/operate/operate.ts', 'import', folder, '--data', dataFolder],
    { stdio: 'ignore' },
  )
  const timer = killed === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killed)
  await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  return Date.now() - began
}

/** Writes files of an export anew, and all lists that say what they are. */
async function rewrite(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const said = new Map<string, { size: number; sha256: string }>()
  const write = async (path: string, text: string) => {
    await writeFile(join(folder, path), text)
    said.set(path, { size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') })
  }
  const anew = <File extends { path: string }>(file: File) => ({ ...file, ...said.get(file.path) })
  for (const [path, text] of Object.entries(texts)) await write(path, text)
  const own = Object.keys(texts)[0]?.replace(/[^/]+$/, 'files.json') ?? ''
  const list = JSON.parse(await readFile(join(folder, own), 'utf8'))
  await write(own, JSON.stringify({ ...list, files: list.files.map(anew) }))
  const lines = (await readFile(join(folder, 'manifest.jsonl'), 'utf8')).trim().split('\n')
  const manifest = lines.map((line) => `${JSON.stringify(anew(JSON.parse(line)))}\n`).join('')
  await write('manifest.jsonl', manifest)
  const whole = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  await write('manifest.json', JSON.stringify({ ...whole, linesSha256: said.get('manifest.jsonl')?.sha256 }))
}
