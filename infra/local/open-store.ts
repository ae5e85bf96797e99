import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { Table } from '#functions/adapters/dynamo/table.ts'
import { strandedCases, strandedLines } from '#infra/operate/stranded-cases.ts'
import type { Credentials } from './cloud/signature-v4.ts'
import type { DataFolder } from './data-folder.ts'
import { startDynoxide } from './dynoxide.ts'
import { names } from './handler-environment.ts'
import { StartFailure } from './start-failure.ts'
import { ensureTable } from './table.ts'

export interface OpenStore {
  readonly endpoint: string
  readonly streams: DynamoDBStreamsClient
  readonly streamArn: string
  stop(): Promise<void>
}

/**
 * The store with its table: the one that a setting names, or our own on a file in the data folder.
 * @throws StartFailure if there is none to be had, or if it has open cases that this release cannot go on with.
 */
export async function openStore(
  data: DataFolder,
  credentials: Credentials,
  givenEndpoint: string | undefined,
): Promise<OpenStore> {
  const own = givenEndpoint === undefined ? await startDynoxide(data) : undefined
  const endpoint = own?.endpoint ?? givenEndpoint ?? ''
  const config = { endpoint, credentials: { ...credentials }, region: names.region, maxAttempts: 8 }
  const client = new DynamoDBClient(config)
  try {
    const streamArn = await ensureTable(client, names.table)
    await refuseStranded({ client, name: names.table })
    const streams = new DynamoDBStreamsClient({ ...config, maxAttempts: 1 })
    return {
      endpoint,
      streams,
      streamArn,
      async stop() {
        streams.destroy()
        await own?.stop()
      },
    }
  } catch (cause) {
    await own?.stop()
    if (own !== undefined || cause instanceof StartFailure) throw cause
    throw new StartFailure(`The store at DYNAMODB_ENDPOINT=${endpoint} cannot be used. Is it running?`, {
      cause,
    })
  } finally {
    client.destroy()
  }
}

/** Before any port is open: a page of such a case, and every list that it is in, would be an error. */
async function refuseStranded(table: Table): Promise<void> {
  const stranded = await strandedCases(table)
  const lines = strandedLines(stranded)
  if (stranded.open.length > 0) throw new StartFailure(lines.join('\n'))
  for (const line of lines) console.error(line)
}
