import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Row, Table } from '#functions/adapters/dynamo/table.ts'
import { type DataFolder, openDataFolder } from '#infra/local/data-folder.ts'
import { startDynoxide } from '#infra/local/dynoxide.ts'
import { findDynoxide } from '#infra/local/find-dynoxide.ts'
import { ensureTable } from '#infra/local/table.ts'

/** What was asked of the table since the last reset, and how many rows it gave. */
export interface TableCounts {
  requests: number
  rows: number
  reset(): void
}

/** The embedded store on a file of its own that holds these rows, with every request counted. */
export async function storeForBench(
  folder: string,
  rows: Iterable<Row>,
): Promise<{ table: Table; counts: TableCounts; stop: () => Promise<void> }> {
  const data = await openDataFolder(folder)
  const schema = await emptyTable(data)
  await importRows(data, schema, rows)
  const store = await startDynoxide(data)
  const client = clientOf(store)
  const counts: TableCounts = {
    requests: 0,
    rows: 0,
    reset() {
      counts.requests = 0
      counts.rows = 0
    },
  }
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args)
      counts.requests += 1
      counts.rows += rowsIn(answer.output)
      return answer
    },
    { step: 'initialize' },
  )
  return {
    table: { client, name },
    counts,
    async stop() {
      client.destroy()
      await store.stop()
      data.release()
    },
  }
}

const name = 'tasvib'

function clientOf({ endpoint }: { endpoint: string }): DynamoDBClient {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
  return new DynamoDBClient({ endpoint, region: 'local', credentials })
}

/** Makes the table as it is deployed; answers how the store describes it. */
async function emptyTable(data: DataFolder): Promise<string> {
  const store = await startDynoxide(data)
  const client = clientOf(store)
  await ensureTable(client, name)
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName: name }))
  client.destroy()
  await store.stop()
  return JSON.stringify({ Table: described })
}

/** Rows as DynamoDB exports them, taken in at once: through the API a hundred thousand cases would take an hour. */
async function importRows(data: DataFolder, schema: string, rows: Iterable<Row>): Promise<void> {
  await writeFile(data.file('schema.json'), schema)
  const part = join(await data.folder(`export/${name}/data`), 'rows.json.gz')
  await pipeline(lines(rows), createGzip({ level: 1 }), createWriteStream(part))
  const { file, leadingArguments } = findDynoxide(data)
  const [source, shape, output] = ['export', 'schema.json', 'tasvib.db'].map(data.file)
  const given = ['--source', source ?? '', '--schema', shape ?? '', '--output', output ?? '', '--force']
  const { status, stderr } = spawnSync(file, [...leadingArguments, 'import', ...given])
  if (status !== 0) throw new Error(`The rows could not be imported: ${stderr.toString()}`)
}

function* lines(rows: Iterable<Row>): Generator<string> {
  for (const Item of rows) yield `${JSON.stringify({ Item })}\n`
}

function rowsIn(output: object): number {
  if ('Items' in output && Array.isArray(output.Items)) return output.Items.length
  if ('Item' in output) return output.Item === undefined ? 0 : 1
  if (!('Responses' in output)) return 0
  return Object.values(output.Responses ?? {}).reduce<number>(
    (sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0),
    0,
  )
}
