import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll } from 'vitest'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'
import * as light from '#functions/shared/aws/light/client-dynamodb.ts'
import type { JsonCall } from '#functions/shared/aws/light/json-client.ts'
import { dynoxide, type RunningDynoxide, startDynoxide } from './dynoxide.ts'
import { tableIn } from './ensure-table.ts'

/** Whether this platform has the store. Suites that need it are skipped without it. */
export const hasStore = dynoxide !== undefined
if (!hasStore)
  console.warn('There is no dynoxide on this platform: the suites on the real table are skipped.')

/** A real store for the suite at hand: dynoxide in memory, with the table and asked by the client as they are deployed. */
export function useTable(): () => Table {
  let started: RunningDynoxide | undefined
  let table: Table | undefined
  beforeAll(async () => {
    started = await startDynoxide()
    const { name } = await tableIn(started.client)
    table = { name, client: deployedClient(started.endpoint) }
  })
  afterAll(async () => {
    await started?.stop()
  })
  return () => {
    if (table === undefined) throw new Error('The table is there inside tests only')
    return table
  }
}

/** The client that the functions' bundles have, for sources that make the SDK's own commands. */
function deployedClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new light.DynamoDBClient({ endpoint, region: 'local', credentials })
  const commands = light as unknown as Readonly<Record<string, new (input: unknown) => JsonCall>>
  const send = async ({ constructor, input }: { constructor: { name: string }; input: unknown }) => {
    const Command = commands[constructor.name]
    if (Command === undefined) throw new Error(`No bundle has a ${constructor.name}`)
    return client.send(new Command(input))
  }
  return { send } as unknown as DynamoDBClient
}
