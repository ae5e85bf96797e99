import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import type { AllCases } from '#functions/shared/ports/all-cases.ts'
import { claimSchema, isApplicantsClaim } from '#workflows/links/claim.ts'
import { dynamoPersonalRows } from './dynamo-personal-rows.ts'
import { referenceIn } from './keys.ts'
import { scan } from './scan.ts'
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
  table: Table,
  projection: { ProjectionExpression?: string },
): AsyncGenerator<[string, Row]> {
  const heads = { FilterExpression: 'SK = :head', ExpressionAttributeValues: { ':head': text('head') } }
  for await (const row of scan(table, { ...heads, ...projection })) {
    const reference = referenceIn(row)
    if (reference !== undefined) yield [reference, row]
  }
}

function headIn(row: Row): unknown {
  try {
    return bodyOf(row)
  } catch {
    return undefined
  }
}

/**
 * Deletes the links that were sent to the applicant, those included that are in no list because they are older than the lists;
 * answers how many. Every row is looked at: about a minute for a hundred thousand cases.
 */
async function deleteEveryLink(table: Table, reference: string): Promise<number> {
  const { client, name } = table
  let deleted = await dynamoPersonalRows(table).deleteLinks(reference)
  const links = scan(table, {
    FilterExpression: 'begins_with(PK, :link) AND contains(#body, :reference)',
    ExpressionAttributeNames: { '#body': 'body' },
    ExpressionAttributeValues: { ':link': text('link#'), ':reference': text(reference) },
  })
  for await (const row of links) {
    const claim = claimSchema.parse(bodyOf(row))
    const { PK, SK } = row
    if (!isApplicantsClaim(claim) || PK === undefined || SK === undefined) continue
    await client.send(new DeleteItemCommand({ TableName: name, Key: { PK, SK } }))
    deleted += 1
  }
  return deleted
}
