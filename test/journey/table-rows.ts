import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { setting } from '#functions/adapters/settings.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'

/** Every row of the table that runs in this process, as text that is the same for the same row. */
export async function tableRows(): Promise<string[]> {
  const client = new DynamoDBClient({})
  const found: string[] = []
  for await (const page of paginateScan(
    { client },
    { TableName: setting('TABLE_NAME'), ConsistentRead: true },
  )) {
    found.push(...(page.Items ?? []).map((item) => canonicalJson(item)))
  }
  client.destroy()
  return found.toSorted()
}
