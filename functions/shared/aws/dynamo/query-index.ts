import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import { type Row, type Table, text } from './table.ts'

/** A part of one partition of an index, whose rows are sorted by `<time>#<reference>`. */
export interface IndexQuery {
  readonly index: string
  readonly shard: string
  readonly partition: string
  readonly sort: string
  readonly newestFirst: boolean
  /** ISO 8601; both included. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** The sort value of the last row that was shown. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Lower and higher than every letter of a sort value. */
const lowest = ' '
const highest = '~'

/** Rows of an index, at most as many as are asked for; a table may give fewer at once, so it is asked again. */
export async function queryIndex({ client, name }: Table, query: IndexQuery): Promise<Row[]> {
  const { index, shard, partition, sort, newestFirst, from = lowest, until = '', after, limit } = query
  const low = after === undefined || newestFirst ? from : after + lowest
  const high = after === undefined || !newestFirst ? until + highest : after
  const rows: Row[] = []
  let next: Row | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: name,
      IndexName: index,
      KeyConditionExpression: '#shard = :partition AND #sort BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#shard': shard, '#sort': sort },
      ExpressionAttributeValues: { ':partition': text(partition), ':low': text(low), ':high': text(high) },
      ScanIndexForward: !newestFirst,
      // The last row shown is included where the newest come first, and left out below.
      Limit: limit - rows.length + 1,
      ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    })
    const found = await reach(client.send(command))
    rows.push(...(found.Items ?? []).filter((row) => row[sort]?.S !== after))
    next = found.LastEvaluatedKey
  } while (next !== undefined && rows.length < limit)
  return rows.slice(0, limit)
}
