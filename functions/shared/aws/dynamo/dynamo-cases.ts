import {
  ConditionalCheckFailedException,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { readCursor, writeCursor } from '#functions/shared/ports/board-places.ts'
import type {
  Append,
  Appended,
  CaseList,
  CasePage,
  CaseStore,
  Due,
  DueTo,
  OpenCase,
} from '#functions/shared/ports/case-store.ts'
import { logAbout } from '#functions/shared/ports/log.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { appendItems } from './append-items.ts'
import { attentionShards, deadlineShards, placeShards } from './board-attributes.ts'
import { dueAttributes, dueShards, statusShards } from './head-row.ts'
import { keys, referenceIn } from './keys.ts'
import { type IndexQuery, queryIndex } from './query-index.ts'
import { entriesIn, headIn, readCase, revisionIn } from './read-case.ts'
import { rowsOfCase } from './rows-of-case.ts'
import { searchCases } from './search-cases.ts'
import { summaries } from './summaries.ts'
import { bodyOf, number, type Row, type Table } from './table.ts'

/** References whose due time has come, oldest first. Each shard is asked for as many as are wanted, since one may hold all. */
async function dueCases(table: Table, now: Date, limit: number, who: DueTo): Promise<string[]> {
  const shards = dueShards(who)
  const rows = await merged(table, { ...due, shards, until: now.toISOString() }, limit)
  return rows.slice(0, limit).flatMap((row) => referenceIn(row) ?? [])
}

const due = { index: 'due', shard: 'dueShard', sort: 'due', newestFirst: false } as const

/**
 * A page of cases. What an index sorts by ends with the reference and is therefore unique among all shards, so that the last
 * one shown is a cursor for all of them at once. A cursor that is none begins anew.
 */
async function listCases(
  table: Table,
  { limit, cursor, ...list }: CaseList & CasePage,
): ReturnType<CaseStore['list']> {
  if ('word' in list) return searchCases(table, { word: list.word, limit, cursor })
  const query = queryOf(list)
  const after = readCursor(cursor)
  const rows = await merged(table, { ...query, after }, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    ...(await summaries(table, page)),
    cursor: rows.length > limit && last !== undefined ? writeCursor(sortOf(last, query)) : undefined,
  }
}

function queryOf(list: Exclude<CaseList, { word: string }>): Shards {
  if ('open' in list) {
    const shards = statusShards(list.open)
    return { index: 'status', shard: 'statusShard', sort: 'updated', shards, newestFirst: true }
  }
  if ('places' in list) {
    const shards = placeShards(list.places)
    const newestFirst = list.newestFirst ?? false
    return { index: 'place', shard: 'placeShard', sort: 'placeSince', shards, newestFirst }
  }
  if ('deadline' in list) {
    return {
      index: 'deadline',
      shard: 'deadlineShard',
      sort: 'deadline',
      shards: deadlineShards,
      newestFirst: false,
      ...list.deadline,
    }
  }
  return {
    index: 'attention',
    shard: 'attentionShard',
    sort: 'attention',
    shards: attentionShards,
    newestFirst: false,
  }
}

type Shards = Omit<IndexQuery, 'partition' | 'limit'> & { readonly shards: readonly string[] }

/** The first of all shards together. Each is asked for as many as are wanted, since one may hold all of them. */
async function merged(table: Table, { shards, ...query }: Shards, limit: number): Promise<Row[]> {
  const found = await Promise.all(
    shards.map((partition) => queryIndex(table, { ...query, partition, limit })),
  )
  const before = query.newestFirst ? -1 : 1
  return found.flat().sort((a, b) => (sortOf(a, query) < sortOf(b, query) ? -before : before))
}

function sortOf(row: Row, { sort }: Pick<IndexQuery, 'sort'>): string {
  return row[sort]?.S ?? ''
}

const answerSchema = z.object({ answer: z.unknown(), expires: z.iso.datetime() })

/** Cases in the table. Every write is conditional, and every row is parsed when it is read. */
export function dynamoCases(table: Table, now: () => Date): CaseStore {
  return {
    async find(reference) {
      logAbout(reference)
      const row = await read(table, keys.head(reference))
      return headIn(row, reference, () => entriesOf(table, reference))
    },
    read: (reference, parts) => readCase(table, reference, parts),
    append: (append) => appendTo(table, append, now()),
    entries: (reference) => entriesOf(table, reference),
    async revision(reference, revision) {
      return revisionIn(await read(table, keys.revision(reference, revision)), reference)
    },
    async answerTo(key) {
      const row = await read(table, keys.request(key))
      if (row === undefined) return undefined
      const { answer, expires } = answerSchema.parse(bodyOf(row))
      return new Date(expires) > now() ? answer : undefined
    },
    due: (at, limit, who = 'clock') => dueCases(table, at, limit, who),
    reschedule: (open, due) => reschedule(table, open, due),
    list: (page) => listCases(table, page),
  }
}

async function entriesOf(table: Table, reference: string): Promise<Entry[]> {
  return entriesIn(await rowsOfCase(table, reference, 'entry'), reference)
}

async function read({ client, name }: Table, key: Row): Promise<Row | undefined> {
  const command = new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true })
  return (await reach(client.send(command))).Item
}

/** The client repeats a write under the same token, so that an answer which was lost is not taken for a lost race. */
async function appendTo({ client, name }: Table, append: Append, now: Date): Promise<Appended> {
  const command = new TransactWriteItemsCommand({ TransactItems: appendItems(append, { name, now }) })
  try {
    await reach(client.send(command))
    return 'appended'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const codes = new Set((error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None'))
    if (codes.has('ConditionalCheckFailed') || codes.has('TransactionConflict')) return 'moved'
    if (codes.has('ThrottlingError') || codes.has('ProvisionedThroughputExceeded')) {
      throw new Unavailable('The table is overloaded', { cause: error })
    }
    throw error
  }
}

async function reschedule(
  { client, name }: Table,
  { state, tip }: OpenCase,
  due: Due | null,
): Promise<Appended> {
  const attributes = dueAttributes(state, due)
  const [shard, time] = [attributes['dueShard'], attributes['due']]
  const isSet = shard !== undefined && time !== undefined
  const command = new UpdateItemCommand({
    TableName: name,
    Key: keys.head(state.reference),
    UpdateExpression: isSet ? 'SET #dueShard = :shard, #due = :due' : 'REMOVE #dueShard, #due',
    ConditionExpression: '#version = :read',
    ExpressionAttributeNames: { '#version': 'version', '#dueShard': 'dueShard', '#due': 'due' },
    ExpressionAttributeValues: {
      ':read': number(tip.sequence),
      ...(isSet ? { ':shard': shard, ':due': time } : {}),
    },
  })
  try {
    await reach(client.send(command))
    return 'appended'
  } catch (error) {
    // In the midst of somebody's append the case is about to move.
    const isInAppend = error instanceof Unavailable && error.cause instanceof TransactionConflictException
    if (isInAppend || error instanceof ConditionalCheckFailedException) return 'moved'
    throw error
  }
}
