import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { tableDefinition } from '#functions/adapters/dynamo/table-definition.ts'

/** Creates the table if it is missing and answers the ARN of its stream once the table can be used. */
export async function ensureTable(client: DynamoDBClient, name: string): Promise<string> {
  let table = await describe(client, name)
  if (table === undefined) await client.send(new CreateTableCommand(creation(name)))
  while (table?.TableStatus !== 'ACTIVE') {
    table = await describe(client, name)
    if (table?.TableStatus !== 'ACTIVE') await pause(20)
  }
  if (table.LatestStreamArn === undefined) throw new Error(`The table ${name} has no stream.`)
  return table.LatestStreamArn
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

function creation(name: string): ConstructorParameters<typeof CreateTableCommand>[0] {
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
