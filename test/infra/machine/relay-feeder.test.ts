import { describe, expect, it, vi } from 'vitest'
import { attemptCommit } from '#functions/shared/commit.ts'
import { startRelayFeeder } from '#infra/machine/relay-feeder.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { outstandingIn } from '#infra/machine/store/outstanding.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { testCommit } from '#test/home/memory-home.ts'
import { applicant, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { afterwards, until } from './temporary-data.ts'

function databaseForTests(): Database {
  const database = openDatabase(':memory:')
  afterwards(async () => database.close())
  return database
}

/** Commits the submission of a case, and wakes whoever is fed. */
async function submit(database: Database, reference: string, committed?: () => void): Promise<void> {
  const cases = sqliteCases(database, {
    now: () => new Date(),
    ...(committed === undefined ? {} : { committed }),
  })
  const command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
  await attemptCommit({ ...testCommit({ cases, programme: kerman }), programme: kerman }, null, command, [])
}

function feed(database: Database, hear: (references: readonly string[]) => unknown) {
  const feeder = startRelayFeeder({
    outstanding: outstandingIn(database),
    call: async (entries) => {
      hear(entries.map(({ reference }) => reference))
      return entries.length
    },
  })
  afterwards(() => feeder.stop())
  return feeder
}

const left = async (database: Database) =>
  (await outstandingIn(database).next(100)).map(({ reference }) => reference)

describe('the relay on one machine', () => {
  it('hears of every committed entry in order, and nothing is left', async () => {
    const database = databaseForTests()
    const heard: string[] = []
    const feeder = feed(database, (references) => void heard.push(...references))
    const references = Array.from({ length: 30 }, (_, index) => `TSV-1405-${10_000 + index}`)
    for (const reference of references) await submit(database, reference, () => feeder.wake())
    await until(() => heard.length >= 30, 'thirty entries')
    expect(heard).toEqual(references)
    await until(async () => (await left(database)).length === 0, 'nothing outstanding')
  })

  it('finds after a start what was outstanding before, and what another process has committed', async () => {
    const database = databaseForTests()
    await submit(database, 'TSV-1405-00001')
    const heard: string[] = []
    feed(database, (references) => void heard.push(...references))
    await until(() => heard.length === 1, 'the one from before')
    await submit(database, 'TSV-1405-00002')
    await until(() => heard.length === 2, 'the one of which nobody told')
    expect(heard).toEqual(['TSV-1405-00001', 'TSV-1405-00002'])
  })

  it('hears again after a restart what it was hearing when it was stopped', async () => {
    const database = databaseForTests()
    await submit(database, 'TSV-1405-00001')
    let tries = 0
    const feeder = feed(database, () => {
      tries += 1
      throw new Error('not now')
    })
    await until(() => tries > 0, 'a try')
    await feeder.stop()
    expect(await left(database)).toEqual(['TSV-1405-00001'])
    const heard: string[] = []
    feed(database, (references) => void heard.push(...references))
    await until(() => heard.length === 1, 'the entry')
  })

  it('sets an entry aside loudly that fails every time, and goes on with the others', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const database = databaseForTests()
    const names = ['AAAAA', 'BBBBB', 'XXXXX', 'CCCCC', 'DDDDD'].map((tail) => `TSV-1405-${tail}`)
    for (const reference of names) await submit(database, reference)
    const heard: string[] = []
    feed(database, (references) => {
      if (references.includes('TSV-1405-XXXXX')) throw new Error(`cannot digest ${applicant.name}`)
      heard.push(...references)
    })
    await until(() => heard.includes('TSV-1405-DDDDD'), 'the last entry')
    await until(async () => (await left(database)).length === 0, 'nothing outstanding')
    expect(heard).toEqual(names.filter((name) => !name.includes('X')))
    const aside = database.sql.all`SELECT reference, set_aside FROM outstanding`.map((row) => ({ ...row }))
    expect(aside).toEqual([{ reference: 'TSV-1405-XXXXX', set_aside: expect.stringMatching(/^Error at /) }])
    expect(log.mock.calls.join('\n')).toContain('ENTRY 1 of TSV-1405-XXXXX set aside: Error at ')
    expect(log.mock.calls.join('\n')).not.toContain(applicant.name)
    log.mockRestore()
  })
})
