import { ScanCommand, type ScanCommandInput, type ScanCommandOutput } from '@aws-sdk/client-dynamodb'
import type { Row, Table } from './table.ts'

/** Looks at every row of the table, consistently, and answers those that the filter lets through. */
export async function* scan(
  { client, name }: Table,
  filter: Omit<ScanCommandInput, 'TableName' | 'ConsistentRead'>,
): AsyncGenerator<Row> {
  let next: Row | undefined
  do {
    const from = next === undefined ? {} : { ExclusiveStartKey: next }
    const found: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ...filter, ...from }),
    )
    yield* found.Items ?? []
    next = found.LastEvaluatedKey
  } while (next !== undefined)
}
