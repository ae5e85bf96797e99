import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { databaseFile } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteAllCases } from '#infra/machine/store/sqlite-all-cases.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteWaits } from '#infra/machine/store/sqlite-ports.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { positionOf } from '#workflows/proposal/position.ts'
import { copyDataFolder, type KillableTasvib, startKillable } from './killable-tasvib.ts'
import { type Acknowledged, type Office, StubbornCase } from './stubborn-case.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function started(folder?: string): Promise<KillableTasvib> {
  const server = await startKillable(folder)
  ends.push(() => server.stop())
  return server
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tasvib-copy-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function casesIn(folder: string): Promise<number> {
  const database = openDatabase(join(folder, databaseFile))
  try {
    let count = 0
    for await (const _ of sqliteAllCases(database).references()) count += 1
    return count
  } finally {
    database.close()
  }
}

/** What is not as it has to be in a data folder, by case: the head against its ledger, and the workflow against both. */
async function faultsIn(folder: string): Promise<readonly string[]> {
  const database = openDatabase(join(folder, databaseFile))
  try {
    const journal = journalIn(database, Date.now)
    const cases = sqliteCases(database, { now: () => new Date() })
    const faults: string[] = []
    for await (const reference of sqliteAllCases(database).references()) {
      const [open, entries] = [await cases.find(reference), await cases.entries(reference)]
      if (open === undefined) throw new Error(`There is no head of ${reference}`)
      if (verify(entries, open.tip).length > 0) faults.push(`${reference}: its chain`)
      expect(replay(entries), reference).toEqual(open.state)
      const position = positionOf(open.state)
      if (position === null || open.state.status === 'closed') continue
      const wait = await sqliteWaits(database).find(reference)
      const at = wait === undefined ? undefined : journal.load(wait.execution)
      const waits =
        at?.status === 'RUNNING' && at.position.at === 'callback' && at.position.token === wait?.token
      if (wait?.key !== position.key || !waits)
        faults.push(
          `${reference}: ${position.key}, waits for ${wait?.key} in ${at?.status} ${at?.position.at}`,
        )
    }
    return faults
  } finally {
    database.close()
  }
}

describe('a copy of the data folder', () => {
  it(
    'that was taken while cases were played starts as a Tasvib in which all agrees',
    {
      timeout: 300_000,
    },
    async () => {
      const server = await started()
      const office: Office = { asked: 0, followed: new Set() }
      const peace = new AbortController()
      const played: Acknowledged[] = []
      const people = ['a', 'b'].map(async (name) => {
        for (let count = 0; !peace.signal.aborted; count += 1)
          played.push(await new StubbornCase(server, `${name}${count}`, office).play())
      })
      // A busy machine may take seconds to its first case.
      await expect
        .poll(() => casesIn(server.dataFolder), { timeout: 60_000, interval: 50 })
        .toBeGreaterThan(0)
      const copies: string[] = []
      for (let count = 0; count < 3; count += 1) {
        await sleep(1_500 + Math.random() * 1_500)
        const copy = await emptyFolder()
        await copyDataFolder(server.dataFolder, copy)
        copies.push(copy)
      }
      peace.abort()
      await Promise.all(people)
      for (const copy of copies) {
        const another = await started(copy)
        await another.advance('PT6M')
        await expect.poll(() => faultsIn(copy), { timeout: 60_000, interval: 250 }).toEqual([])
        expect(await casesIn(copy)).toBeGreaterThan(0)
        expect((await fetch(`${another.operatorUrl}/health`)).status).toBe(200)
        await another.stop()
      }
    },
  )

  it('that was taken in the middle of a case goes on with it to its end', { timeout: 300_000 }, async () => {
    const server = await started()
    const playing = new StubbornCase(server, 'moved', { asked: 0, followed: new Set() }).play()
    for (let count = 0; count < 3; count += 1) {
      await sleep(800 + Math.random() * 1_200)
      await server.goOnFromCopy()
    }
    await server.advance('PT6M')
    const { reference, receipts } = await playing
    const database = openDatabase(join(server.dataFolder, databaseFile))
    const entries = await sqliteCases(database, { now: () => new Date() }).entries(reference)
    database.close()
    expect(verify(entries)).toEqual([])
    expect(replay(entries)).toMatchObject({ status: 'closed', closing: 'completed' })
    const digests = new Set<unknown>(entries.map(({ digest }) => digest))
    expect(receipts.filter((digest) => !digests.has(digest))).toEqual([])
  })
})
