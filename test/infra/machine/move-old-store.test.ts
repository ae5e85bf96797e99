import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoCodes } from '#functions/shared/aws/dynamo/dynamo-codes.ts'
import { dynamoContractIndex } from '#functions/shared/aws/dynamo/dynamo-contract-index.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFactors } from '#functions/shared/aws/dynamo/dynamo-factors.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { dynamoLinks } from '#functions/shared/aws/dynamo/dynamo-links.ts'
import { dynamoPersonalRows } from '#functions/shared/aws/dynamo/dynamo-personal-rows.ts'
import {
  dynamoDrafts,
  dynamoEndpoints,
  dynamoSignIns,
  dynamoThrottle,
  dynamoUnsentForms,
  dynamoWaits,
} from '#functions/shared/aws/dynamo/dynamo-ports.ts'
import { now } from '#functions/shared/aws/home.ts'
import { attemptCommit, commit } from '#functions/shared/commit.ts'
import type { CompanionRow } from '#functions/shared/ports/case-store.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { openStore } from '#infra/machine/open-store.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { moveOldStore } from '#infra/machine/store/move-old-store.ts'
import { outstandingIn } from '#infra/machine/store/outstanding.ts'
import { sqlitePorts } from '#infra/machine/store/sqlite-ports.ts'
import { testCommit } from '#test/home/memory-home.ts'
import { dynoxide, startDynoxide } from '#test/ports/dynoxide.ts'
import { tableIn } from '#test/ports/ensure-table.ts'
import { applicant, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { verify } from '#workflows/ledger/verify.ts'
import { revisionDigests } from '#workflows/proposal/revision.ts'
import { afterwards, temporaryData } from './temporary-data.ts'

const itemSchema = z.record(z.string(), z.looseObject({ B: z.string().optional() }))
const codeKey = 'a key that is 32 characters long'
const [reference, other] = ['TSV-1405-AAAAA', 'TSV-1405-BBBBB']
const place = { reference, place: 'mayor', email: 'mayor@kerman.example' }
const seat = { reference, stage: 'research', seat: 'research-1' }
const effect = { reference, sequence: 1, kind: 'mail-applicant:confirm' }
const url = 'https://finance.example/contracts'
const key = 'the key of a request'
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

/** Writes a row of every kind by the adapters of the release before; answers what only its holder knows. */
async function fill(ports: TablePorts): Promise<{ token: string; others: string; code: string }> {
  const committing = testCommit({ cases: ports.cases, programme: kerman, now })
  const content = {
    open: { title: 'Health' },
    personal: { salt: 'a salt that is long', value: {} },
    files: [],
  }
  const companions: CompanionRow[] = [
    {
      kind: 'revision',
      revision: { reference, revision: 1, at: now().toISOString(), ...content, ...revisionDigests(content) },
    },
    { kind: 'request', key, answer: { reference }, expires: soon() },
    { kind: 'endpoint', url, disabled: true },
    { kind: 'contract-mark', mark: 'KRM-1', place: { reference, version: 1, part: 'number' } },
    {
      kind: 'contract-release',
      at: now().toISOString(),
      contract: { reference, version: 1, number: 'KRM-1' },
    },
  ]
  for (const [each, rows] of [
    [reference, companions],
    [other, []],
  ] as const) {
    const command = {
      type: 'submit',
      reference: each,
      language: 'fa',
      documents: documents(1),
      applicant,
    } as const
    await attemptCommit({ ...committing, programme: kerman }, null, command, rows)
  }
  await commit(committing, reference, { type: 'confirm' })
  await commit(committing, other, { type: 'withdraw', reason: 'no more' })
  await ports.effects.claim(effect, now())
  await ports.effects.done(effect, now(), 'message-1')
  await ports.effects.claim({ ...effect, sequence: 2 }, now())
  await ports.effects.failed({ ...effect, sequence: 2 }, 'MailRefused', now())
  await ports.figures.add({
    reference,
    from: 0,
    upTo: 2,
    changes: new Map([['now stage intake', { count: 1, revenue: 9_000_000_000_000, seconds: 7 }]]),
  })
  await ports.waits.put({ reference, key: 'intake', token: 'a token', execution: 'one' })
  const draft = {
    email: 'r@city.example',
    at: now().toISOString(),
    reason: 'نیمه',
    scores: {},
    conditions: '',
  }
  await ports.drafts.save(seat, draft)
  await ports.throttle.take('a bucket', { count: 1, seconds: 86_400 * 365 }, now(), 'name')
  return {
    token: await ports.links.issue({ opens: 'track', reference, expires: soon() }),
    others: await ports.links.issue({
      opens: 'finance',
      reference,
      email: 'f@city.example',
      expires: soon(),
    }),
    code: await ports.codes.issue(place, now()),
  }
}

/** What the ports tell of all that `fill` wrote. */
async function told(
  { cases, links, effects, figures, contracts, drafts, waits, endpoints }: TablePorts,
  tokens: string[],
) {
  return {
    heads: await Promise.all([reference, other].map((each) => cases.find(each))),
    entries: await Promise.all([reference, other].map((each) => cases.entries(each))),
    revision: await cases.revision(reference, 1),
    answer: await cases.answerTo(key),
    due: [
      await cases.due(new Date('2099-01-01'), 9),
      await cases.due(new Date('2099-01-01'), 9, 'retention'),
    ],
    lists: await Promise.all(
      [
        { open: true },
        { open: false },
        { places: ['between-stages intake', 'closed withdrawn'] },
        { deadline: { until: '2099-01-01' } },
        { word: 'health' },
      ].map((list) => cases.list({ ...list, limit: 9 })),
    ),
    links: await Promise.all(tokens.map((token) => links.find(token))),
    effects: [await effects.list(reference), await effects.failing(9)],
    figures: [await figures.countedUpTo(reference), [...(await figures.present())]],
    contracts: [await contracts.find('KRM-1'), (await contracts.released({ limit: 9 })).contracts],
    draft: await drafts.find(seat),
    wait: await waits.find(reference),
    disabled: await endpoints.isDisabled(url),
  }
}

/** Today's adapters deflate long bodies, as no release did that had such a store. */
function unpackBodies(file: string): void {
  const raw = new DatabaseSync(file)
  const put = raw.prepare('UPDATE tasvib SET item_json = ? WHERE item_json = ?')
  for (const row of raw.prepare('SELECT item_json FROM tasvib').all()) {
    const kept = String(row['item_json'])
    const item = itemSchema.parse(JSON.parse(kept))
    const { B } = item['body'] ?? {}
    if (B === undefined) continue
    const body = { S: inflateRawSync(Buffer.from(B, 'base64')).toString('utf8') }
    put.run(JSON.stringify({ ...item, body }), kept)
  }
  raw.close()
}

describe.skipIf(dynoxide === undefined)('the store of the release before', () => {
  it('is moved once, with everything in it and what the relay had not heard of', async () => {
    const data = await temporaryData()
    const store = await startDynoxide(data.file('tasvib.db'))
    const table = await tableIn(store.client)
    const old: TablePorts = {
      cases: dynamoCases(table, now),
      contracts: dynamoContractIndex(table),
      links: dynamoLinks(table, random, now),
      drafts: dynamoDrafts(table),
      waits: dynamoWaits(table),
      effects: dynamoEffects(table),
      figures: dynamoFigures(table),
      signIns: dynamoSignIns(table, random),
      throttle: dynamoThrottle(table),
      codes: dynamoCodes(table, async () => codeKey, random),
      factors: dynamoFactors(table, async () => codeKey),
      endpoints: dynamoEndpoints(table),
      personalRows: dynamoPersonalRows(table),
      unsent: dynamoUnsentForms(table),
    }
    const { token, others, code } = await fill(old)
    const before = await told(old, [token, others])
    await store.stop()
    unpackBodies(data.file('tasvib.db'))

    const database = openDatabase(data.file('tasvib.sqlite'))
    afterwards(async () => database.close())
    const position = JSON.stringify({ streamArn: 'any', shards: { 'shardId-00000001-tasvib': '2' } })
    expect(await moveOldStore(data, database, position)).toContain('tasvib.db.moved')
    const ports = sqlitePorts(database, { codeKey })
    const after = await told(ports, [token, others])
    expect(after).toEqual(before)
    expect(after.entries.map((entries) => verify(entries))).toEqual([[], []])
    expect(await ports.codes.check(place, code, now())).toMatchObject({ result: 'right' })
    const limit = { count: 1, seconds: 86_400 * 365 }
    expect(await ports.throttle.take('a bucket', limit, now(), 'another')).toMatchObject({ allowed: false })
    expect(await ports.throttle.take('a bucket', limit, now(), 'name')).toEqual({ allowed: true })
    expect(await ports.personalRows.deleteLinks(reference)).toBe(1)
    expect((await outstandingIn(database).next(9)).length).toBeGreaterThan(0)

    expect(existsSync(data.file('tasvib.db'))).toBe(false)
    expect(await moveOldStore(data, database, position)).toBeUndefined()
  })

  it('is left as it is when it has a row that no release wrote', async () => {
    const data = await temporaryData()
    const store = await startDynoxide(data.file('tasvib.db'))
    const table = await tableIn(store.client)
    await dynamoWaits(table).put({ reference, key: 'intake', token: 'a token', execution: 'one' })
    await store.stop()
    const raw = new DatabaseSync(data.file('tasvib.db'))
    raw.exec(`INSERT INTO tasvib (pk, sk, item_json, item_size)
      VALUES ('S:odd#1', 'S:x', '{"PK":{"S":"odd#1"},"SK":{"S":"x"}}', 1)`)
    raw.close()
    await expect(openStore(data)).rejects.toThrow('a row of the kind "odd"')
    expect(existsSync(data.file('tasvib.db'))).toBe(true)
  })
})

describe('a folder of an earlier release that a start cannot move', () => {
  const commands = /operate -- export <folder>[\s\S]*operate -- import <folder>/

  it.each([
    ['no database', Buffer.from('no database at all, and longer than a header has to be')],
    ['an empty file', Buffer.alloc(0)],
  ])('is refused with the two commands that move it: %s', async (_, bytes) => {
    const data = await temporaryData()
    await writeFile(data.file('tasvib.db'), bytes)
    await expect(openStore(data)).rejects.toThrow(commands)
    expect(await readFile(data.file('tasvib.db'))).toEqual(bytes)
    // And again: a second start must not take the database of the first for cases that were moved.
    await expect(openStore(data)).rejects.toThrow(commands)
  })

  it('is refused where a row is none of ours', async () => {
    const data = await temporaryData()
    const old = new DatabaseSync(data.file('tasvib.db'))
    old.exec(
      'CREATE TABLE tasvib (pk, sk, item_json); CREATE TABLE _stream_records (id, event_name, keys_json)',
    )
    old.exec(`INSERT INTO tasvib VALUES ('S:proposal#A', 'S:head', '{"PK":1}')`)
    old.close()
    await expect(openStore(data)).rejects.toThrow(commands)
  })

  it.each(['workflow.db', 'objects', 'stream-position.json'])(
    'is refused where its cases were kept elsewhere or left out of a copy, and only %s is there',
    async (name) => {
      const data = await temporaryData()
      await writeFile(data.file(name), '')
      await expect(openStore(data)).rejects.toThrow(commands)
      expect(existsSync(data.file('tasvib.sqlite'))).toBe(false)
    },
  )

  it('is refused where another database has other cases', async () => {
    const data = await temporaryData()
    const database = openDatabase(data.file('tasvib.sqlite'))
    const { cases } = sqlitePorts(database, { codeKey })
    const submit = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
    const committing = testCommit({ cases, programme: kerman, now })
    await attemptCommit({ ...committing, programme: kerman }, null, submit, [])
    database.close()
    const old = new DatabaseSync(data.file('tasvib.db'))
    old.exec('CREATE TABLE tasvib (pk, sk, item_json)')
    old.exec(
      `INSERT INTO tasvib VALUES ('S:proposal#${other}', 'S:head', '{"PK":{"S":"proposal#${other}"},"SK":{"S":"head"}}')`,
    )
    old.close()
    await expect(openStore(data)).rejects.toThrow(`The case ${other} is in the file tasvib.db`)
    expect(existsSync(data.file('tasvib.db'))).toBe(true)
  })
})
