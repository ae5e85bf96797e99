import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { oldContracts } from '#functions/clock/old-contracts.ts'
import { sweep } from '#functions/clock/sweep.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { body, bodyOf, type Table } from '#functions/shared/aws/dynamo/table.ts'
import { attemptCommit, commit } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { divertLog } from '#functions/shared/ports/log.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { sqliteCases } from '#infra/machine/store/sqlite-cases.ts'
import { sqliteEffects } from '#infra/machine/store/sqlite-effects.ts'
import { sqliteFigures } from '#infra/machine/store/sqlite-figures.ts'
import { CaseWorld, type Stores } from '#test/functions/shared/effects/case-world.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { applicant, documents, reference } from '#test/workflows/proposal/case-play.ts'
import { isUnlisted } from '#workflows/proposal/obligations.ts'
import { hasStore, useTable } from './real-table.ts'

divertLog(() => {})

/** What a head says of a contract today, and did not before. */
const sinceThen = ['listed', 'endsOn', 'guarantees', 'told'] as const

const headSchema = z.object({ state: z.record(z.string(), z.unknown()), tip: z.unknown() })

/** A head as the release before kept it. */
const asBefore = (head: unknown, without: readonly string[]) => {
  const { state, tip } = headSchema.parse(head)
  return {
    state: Object.fromEntries(Object.entries(state).filter(([key]) => !without.includes(key))),
    tip,
  }
}

interface Home {
  readonly storesAt: (now: () => Date) => Stores
  /** Writes the head as it was kept before there were some of its parts. */
  readonly putBefore: (without: readonly string[]) => Promise<void>
}

/** Another case, closed long ago: the list of closed cases has more than one page. */
async function withdrawnCase({ cases, now, play: { programme }, random }: CaseWorld, other: string) {
  const to = { cases, random, now, programmeOf: () => programme, programme }
  const submit = {
    type: 'submit',
    reference: other,
    language: 'fa',
    documents: documents(1),
    applicant,
  } as const
  await attemptCommit(to, null, submit, [])
  await commit(to, other, { type: 'withdraw', reason: '' })
}

async function completedBefore(
  { storesAt, putBefore }: Home,
  listed: {
    readonly endsOn?: string
    readonly guarantees?: { place: number; kind: 'cheque'; expiresOn: string }[]
  },
): Promise<CaseWorld> {
  const world = new CaseWorld(undefined, storesAt)
  world.play.toFinance().must({
    type: 'acknowledge',
    note: '',
    schedule: [{ due: '2026-12-20', amount: 1_000 }],
    ...listed,
  })
  const guarantees = [{ kind: 'cheque', amount: 5, issuer: 'Bank', expiresOn: '2026-12-10' }] as const
  const terms = new TextEncoder().encode(JSON.stringify({ ...exampleTerms(), guarantees }))
  await world.files.write(caseKey(reference, 'terms-1.json'), terms, 'application/json')
  await world.putSignedContract()
  await world.save()
  for (const other of ['TSV-1405-0LD01', 'TSV-1405-0LD02']) await withdrawnCase(world, other)
  await putBefore(listed.endsOn === undefined ? sinceThen : ['told'])
  await world.cases.reschedule(await world.open(), null)
  return world
}

/** Looks at one closed case at a time, until all were seen. */
async function lookAtAll(world: CaseWorld): Promise<void> {
  const cases: CaseStore = { ...world.cases, list: (page) => world.cases.list({ ...page, limit: 1 }) }
  const look = oldContracts()
  for (let page = 0; page < 5; page += 1) await look({ cases, effects: world.effects, now: world.now })
}

async function sweepAt(world: CaseWorld, time: string): Promise<string[]> {
  const before = (await world.cases.entries(reference)).length
  world.play.now = new Date(time)
  await sweep(world.dependencies())
  expect(world.failures).toEqual([])
  const entries = await world.cases.entries(reference)
  return entries.slice(before).map(({ type }) => type)
}

async function tell(world: CaseWorld, change: { change: 'extended' | 'released'; expiresOn: string | null }) {
  const command = {
    type: 'change-guarantee',
    guarantee: 1,
    on: '2026-12-11',
    document: '7',
    note: '',
  } as const
  expect(await commit(world.commit, reference, { ...command, ...change })).toMatchObject({ entries: [{}] })
}

/** In a real store with its lists and indexes. */
function learnsAll(homeOf: () => Home): void {
  it('learns from its terms what falls due, and is told of each once', async () => {
    const world = await completedBefore(homeOf(), {})
    expect(await sweepAt(world, '2026-12-01T06:00:00.000Z')).toEqual([])
    await lookAtAll(world)
    expect(await sweepAt(world, '2026-12-01T06:15:00.000Z')).toEqual(['ObligationsListed'])
    expect((await world.open()).state).toMatchObject({
      schedule: [{ due: '2026-12-20', latest: '2027-01-04' }],
      guarantees: [{ place: 1, kind: 'cheque', expiresOn: '2026-12-10' }],
    })
    expect(isUnlisted((await world.open()).state)).toBe(false)
    expect(await sweepAt(world, '2026-12-12T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    // Extended, it is overdue on its new day, in the clock's list and in the board's.
    await tell(world, { change: 'extended', expiresOn: '2027-01-18' })
    const due = { from: '2027-01-01T00:00:00.000Z', until: '2027-01-10T00:00:00.000Z' }
    const { cases } = await world.cases.list({ deadline: due, limit: 10 })
    expect(cases.map(({ state }) => state.reference)).toEqual([reference])
    expect(await sweepAt(world, '2027-01-04T06:00:00.000Z')).toEqual([])
    expect(await sweepAt(world, '2027-01-05T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    expect(await sweepAt(world, '2027-01-19T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    await tell(world, { change: 'released', expiresOn: null })
    expect(await sweepAt(world, '2027-03-01T06:00:00.000Z')).toEqual([])
    await lookAtAll(world)
    expect(await sweepAt(world, '2027-03-01T06:15:00.000Z')).toEqual([])
  })
}

function learnsDays(homeOf: () => Home): void {
  it('learns its days of settlement, where all else was listed already', async () => {
    const world = await completedBefore(homeOf(), {
      endsOn: '2027-12-31',
      guarantees: [{ place: 1, kind: 'cheque', expiresOn: '2028-12-10' }],
    })
    await lookAtAll(world)
    expect(await sweepAt(world, '2026-12-21T06:00:00.000Z')).toEqual(['ObligationsListed'])
    expect(await sweepAt(world, '2027-01-04T06:00:00.000Z')).toEqual([])
    expect(await sweepAt(world, '2027-01-05T06:00:00.000Z')).toEqual(['ObligationsOverdue'])
    expect(await sweepAt(world, '2027-03-01T06:00:00.000Z')).toEqual([])
  })
}

function tableHome(table: Table): Home {
  const { client, name } = table
  return {
    storesAt: (now) => ({
      cases: dynamoCases(table, now),
      effects: dynamoEffects(table),
      figures: dynamoFigures(table),
    }),
    async putBefore(without) {
      const Key = keys.head(reference)
      const { Item = {} } = await client.send(new GetItemCommand({ TableName: name, Key }))
      const before = { ...Item, ...body(asBefore(bodyOf(Item), without)) }
      await client.send(new PutItemCommand({ TableName: name, Item: before }))
    },
  }
}

function machineHome(): Home {
  const database = openDatabase(':memory:')
  return {
    storesAt: (now) => ({
      cases: sqliteCases(database, { now }),
      effects: sqliteEffects(database),
      figures: sqliteFigures(database),
    }),
    async putBefore(without) {
      const { sql } = database
      const { head } = sql.get`SELECT head FROM cases WHERE reference = ${reference}` ?? {}
      const before = JSON.stringify(asBefore(JSON.parse(String(head)), without))
      sql.run`UPDATE cases SET head = ${before} WHERE reference = ${reference}`
    },
  }
}

const stories = [learnsAll, learnsDays]

describe('a contract that an earlier release completed, in the database of one machine', () => {
  for (const story of stories) story(machineHome)
})

// Each has a table of its own, which keeps that all contracts were looked at.
for (const story of stories)
  describe.skipIf(!hasStore)('a contract that an earlier release completed, over DynamoDB', () => {
    const table = useTable()
    story(() => tableHome(table()))
  })
