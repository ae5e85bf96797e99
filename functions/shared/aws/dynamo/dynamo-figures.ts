import { setTimeout as sleep } from 'node:timers/promises'
import {
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { CountedCase, Figures } from '#functions/shared/ports/figures.ts'
import { reach } from '#functions/shared/ports/reach.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Amounts, nowPrefix } from '#workflows/board/figures.ts'
import { figuresPartition, keys } from './keys.ts'
import { number, numberIn, type Row, type Table, text } from './table.ts'

const attributes = ['count', 'revenue', 'seconds'] as const
const attempts = 8

/** Figures in one partition of the table: one row each, that numbers are added to. */
export function dynamoFigures(table: Table): Figures {
  return {
    async countedUpTo(reference) {
      const { client, name } = table
      const command = new GetItemCommand({
        TableName: name,
        Key: keys.counted(reference),
        ConsistentRead: true,
      })
      const row = (await reach(client.send(command))).Item
      return row === undefined ? 0 : numberIn(row, 'upTo')
    },
    async add(counted) {
      // Cases that are counted at once add to the same rows; whoever comes second tries again.
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const added = await tryToAdd(table, counted)
        if (added !== 'in-conflict') return added
        await sleep(Math.random() * Math.min(400, 10 * 2 ** attempt))
      }
      throw new Unavailable('The figures kept moving')
    },
    present: () => between(table, `${nowPrefix} `, `${nowPrefix} ~`),
    months: (first, last) => between(table, `${first} `, `${last} ~`),
  }
}

/** The mark and what is added stand or fall together, so that no entry is counted twice and none is left out. */
async function tryToAdd(
  { client, name }: Table,
  { reference, from, upTo, changes }: CountedCase,
): Promise<'added' | 'moved' | 'in-conflict'> {
  const mark = {
    Put: {
      TableName: name,
      Item: { ...keys.counted(reference), upTo: number(upTo) },
      ConditionExpression: from === 0 ? 'attribute_not_exists(PK)' : '#upTo = :from',
      ...(from === 0
        ? {}
        : {
            ExpressionAttributeNames: { '#upTo': 'upTo' },
            ExpressionAttributeValues: { ':from': number(from) },
          }),
    },
  }
  const additions = [...changes].map(([figure, amounts]) => ({
    Update: {
      TableName: name,
      Key: keys.figure(figure),
      UpdateExpression: `ADD ${attributes.map((each) => `#${each} :${each}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(attributes.map((each) => [`#${each}`, each])),
      ExpressionAttributeValues: Object.fromEntries(
        attributes.map((each) => [`:${each}`, number(amounts[each])]),
      ),
    },
  }))
  try {
    await reach(client.send(new TransactWriteItemsCommand({ TransactItems: [mark, ...additions] })))
    return 'added'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code)
    if (codes[0] === 'ConditionalCheckFailed') return 'moved'
    if (codes.includes('TransactionConflict')) return 'in-conflict'
    throw error
  }
}

async function between({ client, name }: Table, low: string, high: string): Promise<Map<string, Amounts>> {
  const found = new Map<string, Amounts>()
  let next: Row | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'PK = :figures AND SK BETWEEN :low AND :high',
      ExpressionAttributeValues: {
        ':figures': text(figuresPartition),
        ':low': text(low),
        ':high': text(high),
      },
      ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    })
    const { Items = [], LastEvaluatedKey } = await reach(client.send(command))
    for (const row of Items) {
      const [count, revenue, seconds] = attributes.map((each) => numberIn(row, each))
      found.set(row['SK']?.S ?? '', { count: count ?? 0, revenue: revenue ?? 0, seconds: seconds ?? 0 })
    }
    next = LastEvaluatedKey
  } while (next !== undefined)
  return found
}
