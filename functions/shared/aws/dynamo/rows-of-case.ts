import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import { ofCase } from './keys.ts'
import { type Row, type Table, text } from './table.ts'

/** All rows of one kind of a case, in the order of their keys, read consistently. */
export async function rowsOfCase(
  { client, name }: Table,
  reference: string,
  kind: 'entry' | 'effect',
): Promise<Row[]> {
  const rows: Row[] = []
  let next: Row | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'PK = :case AND begins_with(SK, :kind)',
      ExpressionAttributeValues: { ':case': text(ofCase(reference)), ':kind': text(`${kind}#`) },
      ConsistentRead: true,
      ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    })
    const found = await reach(client.send(command))
    rows.push(...(found.Items ?? []))
    next = found.LastEvaluatedKey
  } while (next !== undefined)
  return rows
}
