import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { reach } from '#functions/shared/ports/reach.ts'
import { ofCase } from './keys.ts'
import { type Row, type Table, text } from './table.ts'

/** All rows of one kind of a case, in the order of their keys, read consistently. */
export function rowsOfCase(table: Table, reference: string, kind: 'entry' | 'effect'): Promise<Row[]> {
  return rowsBetween(table, reference, { from: `${kind}#`, to: `${kind}#~` })
}

/** The rows of a case whose sort keys lie between two, both included. */
export async function rowsBetween(
  { client, name }: Table,
  reference: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Row[]> {
  const rows: Row[] = []
  let next: Row | undefined
  do {
    const command: QueryCommand = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'PK = :case AND SK BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':case': text(ofCase(reference)), ':from': text(from), ':to': text(to) },
      ConsistentRead: true,
      ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    })
    const found = await reach(client.send(command))
    rows.push(...(found.Items ?? []))
    next = found.LastEvaluatedKey
  } while (next !== undefined)
  return rows
}
