import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rootKey } from '#functions/shared/ports/files.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { filesIn } from '#test/infra/machine/files/files-in.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

/*
 * Somebody with the rights of whoever runs the machine edits the database of a running Tasvib from another process, so that every
 * digest, every head and even the root agree. The next night must find it, ring, and not sign over it.
 */
const script = fileURLToPath(new URL('plant-ledger.ts', import.meta.url))
const office = programmeById('kerman').caseOffice.email
const tables = ['cases', 'entries', 'outstanding', 'revisions', 'words'] as const

let tasvib: RunningTasvib
const cases: string[] = []
beforeAll(async () => {
  tasvib = await runTasvib()
  // Two that nothing happens to any more, so that they stay as they are while days pass.
  for (const email of ['one@startup.example', 'two@startup.example']) cases.push(await withdrawn(email))
  await night()
})
afterAll(() => tasvib.stop())

async function withdrawn(email: string): Promise<string> {
  const { players, visitors } = tasvib
  const proposal = { ...sampleProposals.fa, fields: { ...sampleProposals.fa.fields, email } }
  const reference = await players.submit(proposal, crypto.randomUUID())
  await players.confirm(email)
  const page = await visitors.fa.open(await visitors.fa.link(email, 'track', reference))
  await visitors.fa.send(page, '/withdrawal', { confirm: 'on', reason: 'شریک دیگری یافتیم.' })
  return reference
}

/** A day passes. Answers what its night left for the operator to see. */
async function night() {
  await tasvib.visitors.en.advance('P1D')
  return look()
}

async function look() {
  const { operatorUrl } = tasvib.runtime
  const health = await fetch(`${operatorUrl}/health`)
  const metrics = await (await fetch(`${operatorUrl}/metrics`)).text()
  const mails = (await tasvib.visitors.en.mails()).filter(({ to }) => to === office)
  return {
    health: health.status,
    said: await health.text(),
    rings: /^tasvib_fault\{part="ledgers"\} (\d)$/m.exec(metrics)?.[1],
    faults: faultsIn(metrics),
    told: mails.filter(({ subject }) => subject.includes('Records of cases')).length,
    isSigned: rootOf(await today()) !== undefined,
  }
}

/** How often each kind of fault was found since the start. */
function faultsIn(metrics: string): Readonly<Record<string, number>> {
  const lines = metrics.matchAll(/^tasvib_ledger_faults_total\{code="([^"]+)"\} (\d+)/gm)
  return Object.fromEntries([...lines].map(([, code, count]) => [code, Number(count)]))
}

const today = async () => (await tasvib.visitors.en.now()).toISOString().slice(0, 10)
const store = () => filesIn(tasvib.dataFolder)
const rootOf = (day: string) => store().find(rootKey(day))

/** What was there; answers how to put it back. */
async function snapshot(day: string): Promise<() => Promise<void>> {
  const database = new DatabaseSync(join(tasvib.dataFolder, 'tasvib.sqlite'))
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF')
  const rows = tables.map((table) => ({ table, rows: database.prepare(`SELECT * FROM ${table}`).all() }))
  const root = rootOf(day)
  const body = root && (await store().read(root.key))
  return async () => {
    for (const { table, rows: kept } of rows) {
      database.exec(`DELETE FROM ${table}`)
      for (const row of kept) {
        const values = Object.values(row)
        database.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join()})`).run(...values)
      }
    }
    database.close()
    if (root === undefined || body === undefined) await store().remove(rootKey(day))
    else await store().put({ key: root.key, type: root.type }, [body])
  }
}

describe('a ledger that was planted into the store of a running Tasvib', () => {
  it.each<[harm: string, code: string]>([
    ['rewritten', 'changed-since-root'],
    ['cut', 'changed-since-root'],
    ['one entry', 'chain-broken'],
    ['gone', 'missing-since-root'],
    ['swapped', 'head-differs'],
    ['behind the tip', 'chain-broken'],
    ['head alone', 'head-differs'],
    ['root of another key', 'root-forged'],
    ['root of tomorrow', 'root-forged'],
  ])('is found by the night, which rings and does not sign it: %s', async (harm, code) => {
    const rootDay = new Date(Date.parse(await today()) + (harm === 'root of tomorrow' ? 86_400_000 : 0))
    const day = rootDay.toISOString().slice(0, 10)
    const before = await look()
    const restore = await snapshot(day)
    await promisify(execFile)(process.execPath, [script, tasvib.dataFolder, harm, day, ...cases])
    const found = await night()
    await restore()
    expect(found).toMatchObject({ health: 503, rings: '1' })
    expect(found.said).toContain('"part":"ledgers"')
    expect(found.faults[code]).toBeGreaterThan(before.faults[code] ?? 0)
    expect(found.told).toBe(before.told + 1)
    if (harm !== 'root of tomorrow') expect(found.isSigned).toBe(false)
    expect(await night()).toMatchObject({ health: 200, rings: '0', isSigned: true })
  })
})
