import {
  ConditionalCheckFailedException,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Append, Appended, CaseStore, Due, OpenCase } from '#functions/shared/ports/case-store.ts'
import { headNow, keptHead, unlessTorn } from '#functions/shared/ports/head.ts'
import { logAbout } from '#functions/shared/ports/log.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Entry, parseEntry } from '#workflows/proposal/entries.ts'
import { revisionSchema } from '#workflows/proposal/revision.ts'
import { appendItems } from './append-items.ts'
import { dueCases, listCases } from './case-lists.ts'
import { dueAttributes } from './head-row.ts'
import { keys } from './keys.ts'
import { rowsOfCase } from './rows-of-case.ts'
import { bodyOf, number, type Row, type Table } from './table.ts'

const answerSchema = z.object({ answer: z.unknown(), expires: z.iso.datetime() })

/** Cases in the table. Every write is conditional, and every row is parsed when it is read. */
export function dynamoCases(table: Table, now: () => Date): CaseStore {
  return {
    async find(reference) {
      logAbout(reference)
      const row = await read(table, keys.head(reference))
      return row === undefined
        ? undefined
        : unlessTorn(reference, () => headNow(keptHead(bodyOf(row)), () => entriesOf(table, reference)))
    },
    append: (append) => appendTo(table, append, now()),
    entries: (reference) => entriesOf(table, reference),
    async revision(reference, revision) {
      const row = await read(table, keys.revision(reference, revision))
      return row === undefined ? undefined : unlessTorn(reference, () => revisionSchema.parse(bodyOf(row)))
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
  const rows = await rowsOfCase(table, reference, 'entry')
  return unlessTorn(reference, () => rows.map((row) => parseEntry(bodyOf(row))))
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
