import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { CaseStore, CaseSummary } from '../case-store.ts'
import { reach } from '../reach.ts'
import { dueShards, openCase, statusShards, updatedIn } from './head-row.ts'
import { keys, referenceIn } from './keys.ts'
import { type Row, type Table, text } from './table.ts'

/** References whose due time has come, oldest first. Each shard is asked for as many as are wanted, since one may hold all. */
export async function dueCases(table: Table, now: Date, limit: number): Promise<string[]> {
  const found = await Promise.all(
    dueShards.map((shard) =>
      query(table, {
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND due <= :now',
        ExpressionAttributeValues: { ':shard': text(shard), ':now': text(now.toISOString()) },
        Limit: limit,
      }),
    ),
  )
  return found
    .flat()
    .sort((a, b) => ((a['due']?.S ?? '') < (b['due']?.S ?? '') ? -1 : 1))
    .slice(0, limit)
    .flatMap((row) => referenceIn(row) ?? [])
}

/**
 * A page of cases, newest first. `updated` ends with the reference and is therefore unique among all shards, so that the
 * last one shown is a cursor for all of them at once. A cursor that is none begins anew.
 */
export async function listCases(
  table: Table,
  { open, limit, cursor }: Parameters<CaseStore['list']>[0],
): ReturnType<CaseStore['list']> {
  const before = cursor === undefined ? undefined : readCursor(cursor)
  const found = await Promise.all(
    statusShards(open).map((shard) =>
      query(table, {
        IndexName: 'status',
        KeyConditionExpression: `statusShard = :shard${before === undefined ? '' : ' AND updated < :before'}`,
        ExpressionAttributeValues: {
          ':shard': text(shard),
          ...(before === undefined ? {} : { ':before': text(before) }),
        },
        ScanIndexForward: false,
        Limit: limit + 1,
      }),
    ),
  )
  const newest = found.flat().sort((a, b) => (updatedIn(a) < updatedIn(b) ? 1 : -1))
  const page = newest.slice(0, limit)
  const last = page.at(-1)
  return {
    cases: await summaries(table, page),
    cursor: newest.length > limit && last !== undefined ? writeCursor(updatedIn(last)) : undefined,
  }
}

/** The heads of the rows that an index found, in its order. A case that moved on since is shown as it is now. */
async function summaries(table: Table, rows: readonly Row[]): Promise<CaseSummary[]> {
  const references = rows.flatMap((row) => referenceIn(row) ?? [])
  const heads = new Map<string, CaseSummary>()
  for (let start = 0; start < references.length; start += 100) {
    for (const row of await batchGet(table, references.slice(start, start + 100))) {
      const { state } = openCase(row)
      heads.set(state.reference, {
        reference: state.reference,
        state,
        updated: updatedIn(row).split('#', 1)[0] ?? '',
      })
    }
  }
  return references.flatMap((reference) => heads.get(reference) ?? [])
}

async function batchGet({ client, name }: Table, references: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  let wanted: Row[] = references.map((reference) => keys.head(reference))
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    // What is left over was too much at once, or the table is overloaded: ask again, ever more slowly.
    if (attempt > 0) await sleep(Math.min(1_000, 20 * 2 ** attempt))
    const command = new BatchGetItemCommand({
      RequestItems: { [name]: { Keys: [...wanted], ConsistentRead: true } },
    })
    const found = await reach(client.send(command))
    rows.push(...(found.Responses?.[name] ?? []))
    wanted = found.UnprocessedKeys?.[name]?.Keys ?? []
  }
  return rows
}

type Query = Omit<ConstructorParameters<typeof QueryCommand>[0], 'TableName'>

async function query({ client, name }: Table, input: Query): Promise<Row[]> {
  return (await reach(client.send(new QueryCommand({ TableName: name, ...input })))).Items ?? []
}

function writeCursor(updated: string): string {
  return Buffer.from(updated).toString('base64url')
}

function readCursor(cursor: string): string | undefined {
  const updated = Buffer.from(cursor, 'base64url').toString()
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z#[\w-]{1,64}$/.test(updated) ? updated : undefined
}
