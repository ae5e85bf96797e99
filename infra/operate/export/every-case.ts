import { paginateScan } from '@aws-sdk/client-dynamodb'
import { referenceIn } from '#functions/adapters/dynamo/keys.ts'
import { type Table, text } from '#functions/adapters/dynamo/table.ts'

/**
 * The reference of every case. By the keys of the heads and not by a list: a case that moves while a list is paged through moves in
 * the list too, and could be passed over; its key stays.
 */
export async function* everyCase({ client, name }: Table): AsyncGenerator<string> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      FilterExpression: 'SK = :head',
      ExpressionAttributeValues: { ':head': text('head') },
      ProjectionExpression: 'PK',
    },
  )
  for await (const { Items } of pages) {
    for (const row of Items ?? []) {
      const reference = referenceIn(row)
      if (reference !== undefined) yield reference
    }
  }
}
