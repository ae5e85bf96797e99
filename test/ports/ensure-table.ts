import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { tableDefinition } from '#functions/shared/aws/dynamo/table-definition.ts'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'

const name = 'tasvib'

/** The table of a store that was just started: made once that serves. */
export async function tableIn(client: DynamoDBClient): Promise<Table> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await ensureTable(client)
      return { client, name }
    } catch (error) {
      if (attempt === 600) throw error
      await pause(50)
    }
  }
}

/** Creates the table as it is deployed, if it is missing, and resolves once it can be used. */
async function ensureTable(client: DynamoDBClient): Promise<void> {
  let table = await describe(client)
  if (table === undefined) await client.send(new CreateTableCommand(creation()))
  while (table?.TableStatus !== 'ACTIVE') {
    table = await describe(client)
    if (table?.TableStatus !== 'ACTIVE') await pause(20)
  }
}

async function describe(client: DynamoDBClient): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

function creation(): ConstructorParameters<typeof CreateTableCommand>[0] {
  const { partitionKey, sortKey, indexes, streamView } = tableDefinition
  const keys = [{ partitionKey, sortKey }, ...indexes]
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(tableDefinition),
    AttributeDefinitions: keys.flatMap((key) => [
      { AttributeName: key.partitionKey, AttributeType: 'S' as const },
      { AttributeName: key.sortKey, AttributeType: 'S' as const },
    ]),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: streamView },
  }
}

function keySchema(key: { readonly partitionKey: string; readonly sortKey: string }) {
  return [
    { AttributeName: key.partitionKey, KeyType: 'HASH' as const },
    { AttributeName: key.sortKey, KeyType: 'RANGE' as const },
  ]
}
