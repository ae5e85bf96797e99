import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { random } from '#functions/shared/ports/random.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Database, LaterDatabase, Moved, openDatabase } from '#infra/machine/store/database.ts'
import { sqliteLinks } from '#infra/machine/store/sqlite-links.ts'
import { everyRow } from './every-row.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const link = { opens: 'session', email: 'a@b.example', expires: '2027-01-01T00:00:00.000Z' } as const

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function databaseFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-database-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'tasvib.sqlite')
}

function opened(file: string): Database {
  const database = openDatabase(file)
  ends.push(() => {
    database.close()
  })
  return database
}

describe("the machine's database", () => {
  it('is readable for its owner alone, with the files beside it', async () => {
    const file = await databaseFile()
    const database = opened(file)
    await sqliteLinks(database, random, () => now).issue(link)
    for (const end of ['', '-wal', '-shm']) expect(statSync(`${file}${end}`).mode & 0o777).toBe(0o600)
  })

  it('shows one process at once what another has written, and keeps it', async () => {
    const file = await databaseFile()
    const [one, another] = [openDatabase(file), opened(file)]
    const token = await sqliteLinks(one, random, () => now).issue(link)
    expect(await sqliteLinks(another, random, () => now).find(token)).toEqual(link)
    one.close()
    expect(await sqliteLinks(opened(file), random, () => now).find(token)).toEqual(link)
  })

  it('writes all of a transaction or nothing, and goes on after one that failed', async () => {
    const database = opened(await databaseFile())
    const before = everyRow(database)
    const write = () => database.sql.run`INSERT INTO waits VALUES ('a', '{}')`
    const failing = () =>
      database.transact(() => {
        write()
        throw new Moved()
      })
    expect(failing).toThrow(Moved)
    expect(everyRow(database)).toEqual(before)
    database.transact(write)
    expect(everyRow(database)).toHaveLength(before.length + 1)
  })

  it('says that it is unavailable while another process holds it, to a single statement too', async () => {
    const file = await databaseFile()
    const [database, holder] = [opened(file), new DatabaseSync(file)]
    ends.push(() => {
      holder.close()
    })
    database.prepared('PRAGMA busy_timeout = 1').get()
    holder.exec('BEGIN IMMEDIATE')
    const links = sqliteLinks(database, random, () => now)
    await expect(links.issue(link)).rejects.toThrow(Unavailable)
    expect(() => database.prepared("INSERT INTO waits VALUES ('a', '{}')").run()).toThrow(Unavailable)
    expect(() => database.transact(() => 1)).toThrow(Unavailable)
    holder.exec('ROLLBACK')
    expect(await links.issue(link)).toEqual(expect.any(String))
    expect(() => database.prepared("INSERT INTO nowhere VALUES ('a')").run()).toThrow('no such table')
  })

  it('refuses to wait within a transaction', async () => {
    const database = opened(await databaseFile())
    const waiting = (async () => undefined) as () => never
    expect(() => database.transact(waiting)).toThrow('waits for nothing')
    expect(() => database.transact(() => 1)).not.toThrow()
  })

  it('refuses what a later release has written, and leaves it as it is', async () => {
    const file = await databaseFile()
    openDatabase(file).close()
    const later = new DatabaseSync(file)
    later.exec("INSERT INTO migrations VALUES ('2099-01-01 later', '2099-01-01T00:00:00.000Z')")
    later.close()
    expect(() => openDatabase(file)).toThrow(LaterDatabase)
  })

  it('lets nothing wait between BEGIN and COMMIT, whoever writes a transaction', () => {
    const folder = fileURLToPath(new URL('../../infra/', import.meta.url))
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ name, code: readFileSync(join(folder, name), 'utf8') }))
    const works = sources.flatMap(({ name, code }) => worksIn(code).map((work) => ({ name, work })))
    expect(works.length).toBeGreaterThan(10)
    const waiting = works.filter(({ work }) =>
      /\b(?:await|async|yield|then|setImmediate|setTimeout)\b/.test(work),
    )
    expect(waiting).toEqual([])
    // Nobody begins a transaction by other means; the lock of the data folder is one that lasts as long as the process.
    const beginners = sources
      .filter(({ code }) => /\bBEGIN\b(?! and COMMIT)/.test(code))
      .map(({ name }) => name)
    expect(beginners.toSorted()).toEqual(['machine/data-folder.ts', 'machine/store/database.ts'])
  })
})

/** What the code gives to `transact`, with everything that stands inside. */
function worksIn(code: string): string[] {
  return [...code.matchAll(/\.transact\(/g)].map(({ index }) => {
    const start = index + '.transact'.length
    let depth = 0
    for (let at = start; at < code.length; at += 1) {
      if (code[at] === '(') depth += 1
      if (code[at] === ')') depth -= 1
      if (depth === 0) return code.slice(start, at + 1)
    }
    throw new Error('A transaction without an end')
  })
}
