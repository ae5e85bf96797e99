import { generateKeyPairSync, sign } from 'node:crypto'
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { rootNight } from '#functions/ledger-root/door.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { body, number, type Row, type Table } from '#functions/shared/aws/dynamo/table.ts'
import { attemptCommit } from '#functions/shared/commit.ts'
import { selfSignedCertificate } from '#functions/shared/contract/seal/self-signed-certificate.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { rootCertificateKey, sealCertificateKey } from '#functions/shared/ports/files.ts'
import { divertLog } from '#functions/shared/ports/log.ts'
import { random } from '#functions/shared/ports/random.ts'
import { rehashed } from '#infra/machine/demo/changed-vote.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { forgetParsed } from '#infra/machine/store/parsed-once.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { memoryFiles } from '#test/home/memory-home.ts'
import { memoryMailer } from '#test/home/memory-senders.ts'
import { applicant, documents, kerman } from '#test/workflows/proposal/case-play.ts'
import { chain } from '#workflows/ledger/chain.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import { hasStore, useTable } from './real-table.ts'

divertLog(() => {})

const start = new Date('2026-11-22T06:00:00.000Z')
const oneDay = 86_400_000
const [one, another] = ['TSV-1405-0NE01', 'TSV-1405-0NE02']

/** A store with somebody at it who may write what they like. */
interface Store {
  readonly cases: CaseStore
  /** Writes an entry, or removes it. */
  readonly putEntry: (reference: string, sequence: number, entry: Entry | undefined) => unknown
  /** Writes a head over the one that is there, or removes it. */
  readonly putHead: (reference: string, head: object | undefined, version: number) => unknown
}

async function write({ cases, putEntry, putHead }: Store, reference: string, entries: readonly Entry[]) {
  const last = entries.at(-1)
  for (const { sequence } of await cases.entries(reference)) await putEntry(reference, sequence, undefined)
  for (const entry of entries) await putEntry(reference, entry.sequence, entry)
  const { sequence = 0, digest } = last ?? {}
  await putHead(reference, last && { state: replay(entries), tip: { sequence, digest } }, sequence)
}

const anew = (entries: readonly Entry[]): Entry[] =>
  rehashed(entries.map((entry) => ({ ...entry, salt: `${entry.salt} and more` })))

const harms: Readonly<
  Record<string, (store: Store, ledgers: readonly (readonly Entry[])[]) => Promise<unknown>>
> = {
  rewritten: (store, [ledger = []]) => write(store, one, anew(ledger)),
  cut: (store, [ledger = []]) => write(store, one, ledger.slice(0, -1)),
  'one entry': async ({ putEntry }) => putEntry(one, 2, undefined),
  gone: (store) => write(store, one, []),
  swapped: async (store, [ledger = [], other = []]) => {
    await write(store, one, other)
    await write(store, another, ledger)
  },
  'behind the tip': async ({ putEntry }, [ledger = []]) => {
    const last = ledger.at(-1)
    if (last === undefined) throw new Error('There is no entry')
    const [entry] = chain<Entry>(last, [last], last.at)
    await putEntry(one, last.sequence + 1, entry)
  },
  'head alone': async ({ putHead }, [ledger = []]) => {
    const { sequence = 0, digest } = ledger.at(-1) ?? {}
    const state = { ...replay(ledger), submittedAt: '2020-01-01T00:00:00.000Z' }
    await putHead(one, { state, tip: { sequence, digest } }, sequence)
  },
}

/** What the night finds in a real store, on which it reads by pages and indexes. */
function findings(storeOf: (now: () => Date) => Store): void {
  let at = start
  const files = memoryFiles()
  const mailer = memoryMailer()
  let store: Store
  let night: () => ReturnType<typeof rootNight>

  beforeAll(async () => {
    store = storeOf(() => at)
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const signing = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
    const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
    const organization = 'شهرداری کرمان'
    const certificate = await selfSignedCertificate({
      publicKey: der,
      sign: signing,
      organization,
      now: start,
    })
    for (const key of [sealCertificateKey, rootCertificateKey])
      await files.write(key, Buffer.from(certificate), 'application/x-pem-file')
    const to = { cases: store.cases, random, programmeOf: () => kerman, programme: kerman, now: () => at }
    for (const reference of [one, another]) {
      const command = {
        type: 'submit',
        reference,
        language: 'fa',
        documents: documents(1),
        applicant,
      } as const
      await attemptCommit(to, null, command, [])
      const open = await store.cases.find(reference)
      await attemptCommit(to, open ?? null, { type: 'confirm' }, [])
    }
    night = () =>
      rootNight({
        cases: store.cases,
        files,
        mailer,
        programme: kerman,
        publicUrl: 'https://tasvib.kerman.example',
        closedLedgersEvery: 7,
        sign: signing,
        publicKey: async () => der,
        now: () => at,
      })
    at = new Date(at.getTime() + oneDay)
    expect(await night()).toMatchObject({ cases: 2 })
  })

  it.each<[harm: string, code: string]>([
    ['rewritten', 'changed-since-root'],
    ['cut', 'changed-since-root'],
    ['one entry', 'chain-broken'],
    ['gone', 'missing-since-root'],
    ['swapped', 'head-differs'],
    ['behind the tip', 'chain-broken'],
    ['head alone', 'head-differs'],
  ])('finds a ledger that was planted, and signs it again once it is as it was: %s', async (harm, code) => {
    const ledgers = [await store.cases.entries(one), await store.cases.entries(another)]
    at = new Date(at.getTime() + oneDay)
    await harms[harm]?.(store, ledgers)
    const found = await night()
    await write(store, one, ledgers[0] ?? [])
    await write(store, another, ledgers[1] ?? [])
    expect('faults' in found ? found.faults.map((fault) => fault.code) : []).toContain(code)
    at = new Date(at.getTime() + oneDay)
    expect(await night()).toMatchObject({ cases: 2 })
  })
}

/** Writes a row of the table, or removes it. */
async function put({ client, name }: Table, key: Row, row: Row | undefined): Promise<void> {
  if (row === undefined) await client.send(new DeleteItemCommand({ TableName: name, Key: key }))
  else await client.send(new PutItemCommand({ TableName: name, Item: { ...key, ...row } }))
}

describe.skipIf(!hasStore)('the night over DynamoDB', () => {
  const table = useTable()
  /** As they were first, with what the lists look at. */
  const heads = new Map<string, Row>()
  findings((now) => {
    const { client, name }: Table = table()
    return {
      cases: dynamoCases(table(), now),
      putEntry: (reference, sequence, entry) =>
        put(table(), keys.entry(reference, sequence), entry && body(entry)),
      async putHead(reference, head, version) {
        const key = keys.head(reference)
        const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: key }))
        if (Item !== undefined && !heads.has(reference)) heads.set(reference, Item)
        await put(table(), key, head && { ...heads.get(reference), ...body(head), version: number(version) })
      },
    }
  })
})

describe('the night over the database of one machine', () => {
  findings((now) => {
    const database = openDatabase(':memory:')
    const { sql } = database
    database.prepared('PRAGMA foreign_keys = OFF').get()
    const heads = new Map<string, Record<string, unknown>>()
    return {
      cases: sqliteCases(database, { now }),
      putEntry(reference, sequence, entry) {
        sql.run`DELETE FROM entries WHERE reference = ${reference} AND sequence = ${sequence}`
        if (entry !== undefined)
          sql.run`INSERT INTO entries VALUES (${reference}, ${sequence}, ${JSON.stringify(entry)})`
        // As before each night.
        forgetParsed(database)
      },
      putHead(reference, head, version) {
        const row = sql.get`SELECT updated, place, place_since FROM cases WHERE reference = ${reference}`
        if (row !== undefined && !heads.has(reference)) heads.set(reference, row)
        const { updated, place, place_since: since } = heads.get(reference) ?? {}
        sql.run`DELETE FROM cases WHERE reference = ${reference}`
        if (head !== undefined)
          sql.run`INSERT INTO cases (reference, version, head, open, updated, place, place_since)
            VALUES (${reference}, ${version}, ${JSON.stringify(head)}, 1, ${String(updated)}, ${String(place)}, ${String(since)})`
      },
    }
  })
})
