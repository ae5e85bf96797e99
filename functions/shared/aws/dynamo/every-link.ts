import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { claimSchema, isApplicantsClaim } from '#workflows/links/claim.ts'
import { dynamoPersonalRows } from './dynamo-personal-rows.ts'
import { bodyOf, type Row, type Table, text } from './table.ts'

/**
 * Deletes the links that were sent to the applicant, those included that are in no list because they are older than the lists;
 * answers how many. Every row is looked at: about a minute for a hundred thousand cases.
 */
export async function deleteEveryLink({ client, name }: Table, reference: string): Promise<number> {
  let deleted = await dynamoPersonalRows({ client, name }).deleteLinks(reference)
  let next: Row | undefined
  do {
    const found = await client.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: 'begins_with(PK, :link) AND contains(#body, :reference)',
        ExpressionAttributeNames: { '#body': 'body' },
        ExpressionAttributeValues: { ':link': text('link#'), ':reference': text(reference) },
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    )
    for (const row of found.Items ?? []) {
      const claim = claimSchema.parse(bodyOf(row))
      const { PK, SK } = row
      if (!isApplicantsClaim(claim) || PK === undefined || SK === undefined) continue
      await client.send(new DeleteItemCommand({ TableName: name, Key: { PK, SK } }))
      deleted += 1
    }
    next = found.LastEvaluatedKey
  } while (next !== undefined)
  return deleted
}
