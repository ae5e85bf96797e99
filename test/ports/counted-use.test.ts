import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { keys } from '#functions/shared/aws/dynamo/keys.ts'
import { type Row, text } from '#functions/shared/aws/dynamo/table.ts'
import { countUse, noUse, type StoreUse } from '#test/bench/counting-client.ts'
import { hasStore, useTable } from './real-table.ts'

const head = keys.head('A')
const entry = keys.entry('A', 1)
const kilobytes = (count: number): Row => ({ body: text('x'.repeat(count * 1024 - 100)) })
const due = (at: string): Row => ({ dueShard: text('due#0'), due: text(at) })

/** What DynamoDB's price list says by hand of each call, in this order. */
const calls: readonly [string, (TableName: string) => object, Partial<Record<'writes' | 'reads', object>>][] =
  [
    [
      'a row of 2 KB',
      (TableName) => new PutItemCommand({ TableName, Item: { ...head, ...kilobytes(2) } }),
      { writes: { head: 2 } },
    ],
    [
      'a small row over one of 2 KB, and into an index',
      (TableName) => new PutItemCommand({ TableName, Item: { ...head, ...due('1') } }),
      { writes: { head: 2, 'index due': 1 } },
    ],
    [
      'its place in the index changed',
      (TableName) =>
        new UpdateItemCommand({
          TableName,
          Key: head,
          UpdateExpression: 'SET due = :due',
          ExpressionAttributeValues: { ':due': text('2') },
        }),
      { writes: { head: 1, 'index due': 2 } },
    ],
    [
      'a transaction, each row twice and its index once more',
      (TableName) =>
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: { ...entry, ...kilobytes(3) } } },
            { Put: { TableName, Item: { ...head, ...kilobytes(2) } } },
            { Delete: { TableName, Key: keys.draft({ reference: 'A', stage: 's', seat: 't' }) } },
          ],
        }),
      { writes: { entry: 6, head: 4, draft: 2, 'index due': 1 } },
    ],
    [
      'a refused write, by the row that stands',
      (TableName) =>
        new PutItemCommand({ TableName, Item: head, ConditionExpression: 'attribute_not_exists(PK)' }),
      { writes: { 'refused head': 2 } },
    ],
    [
      'a row that is not there, deleted',
      (TableName) => new DeleteItemCommand({ TableName, Key: keys.wait('A') }),
      { writes: { wait: 1 } },
    ],
    [
      'a row of 2 KB, read consistently',
      (TableName) => new GetItemCommand({ TableName, Key: head, ConsistentRead: true }),
      { reads: { head: 1 } },
    ],
    [
      'a ledger of 3 KB, read consistently',
      (TableName) =>
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'PK = :case AND begins_with(SK, :kind)',
          ExpressionAttributeValues: { ':case': text(entry.PK.S), ':kind': text('entry#') },
          ConsistentRead: true,
        }),
      { reads: { entry: 1 } },
    ],
    [
      'an index, of which nothing is found',
      (TableName) =>
        new QueryCommand({
          TableName,
          IndexName: 'due',
          KeyConditionExpression: 'dueShard = :shard',
          ExpressionAttributeValues: { ':shard': text('due#3') },
        }),
      { reads: { 'index due': 0.5 } },
    ],
  ]

describe.runIf(hasStore)('the meter of the store', () => {
  const table = useTable()

  it('says of each call what the price list says', async () => {
    const { client, name } = table()
    let use: StoreUse = noUse()
    countUse(client, () => use)
    const counted = []
    for (const [what, call] of calls) {
      use = noUse()
      await client.send(call(name) as GetItemCommand).catch(() => undefined)
      const { calls, writes, reads } = use
      counted.push([what, calls, { ...objectOf('writes', writes), ...objectOf('reads', reads) }])
    }
    expect(counted).toEqual(calls.map(([what, , units]) => [what, 1, units]))
  })
})

function objectOf(side: string, units: ReadonlyMap<string, number>): object {
  return units.size === 0 ? {} : { [side]: Object.fromEntries(units) }
}
