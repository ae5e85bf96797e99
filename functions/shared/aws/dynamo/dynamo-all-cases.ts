import { paginateScan } from '@aws-sdk/client-dynamodb'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import { deleteEveryLink } from './every-link.ts'
import { referenceIn } from './keys.ts'
import { bodyOf, type Row, type Table, text } from './table.ts'

/**
 * All cases of the table. By the keys of the heads and not by a list: a case that moves while a list is paged through moves in
 * the list too, and could be passed over; its key stays.
 */
export function dynamoAllCases(table: Table): AllCases {
  return {
    async *references() {
      for await (const [reference] of headRows(table, { ProjectionExpression: 'PK' })) yield reference
    },
    async *heads() {
      for await (const [reference, row] of headRows(table, {})) yield { reference, head: headIn(row) }
    },
    deleteEveryLink: (reference) => deleteEveryLink(table, reference),
  }
}

async function* headRows(
  { client, name }: Table,
  projection: { ProjectionExpression?: string },
): AsyncGenerator<[string, Row]> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      FilterExpression: 'SK = :head',
      ExpressionAttributeValues: { ':head': text('head') },
      ...projection,
    },
  )
  for await (const { Items = [] } of pages) {
    for (const row of Items) {
      const reference = referenceIn(row)
      if (reference !== undefined) yield [reference, row]
    }
  }
}

function headIn(row: Row): unknown {
  try {
    return bodyOf(row)
  } catch {
    return undefined
  }
}
