import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import type { Row, Table } from '#functions/shared/aws/dynamo/table.ts'
import { dynoxide, startDynoxide } from '#test/ports/dynoxide.ts'
import { tableIn } from '#test/ports/ensure-table.ts'

/** What was asked of the table since the last reset, and how many rows it gave. */
export interface TableCounts {
  requests: number
  rows: number
  reset(): void
}

/** A store of DynamoDB's API on a file of its own that holds these rows, with every request counted. */
export async function storeForBench(
  folder: string,
  rows: Iterable<Row>,
): Promise<{ table: Table; counts: TableCounts; stop: () => Promise<void> }> {
  const file = join(folder, 'bench.db')
  await importRows(folder, { file, schema: await emptyTable(), rows })
  const store = await startDynoxide(file)
  const { client } = store
  const table = await tableIn(client)
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
  return { table, counts, stop: () => store.stop() }
}

/** Makes the table as it is deployed; answers how the store describes it. */
async function emptyTable(): Promise<string> {
  const store = await startDynoxide()
  const { client, name } = await tableIn(store.client)
  const { Table: described } = await client.send(new DescribeTableCommand({ TableName: name }))
  await store.stop()
  return JSON.stringify({ Table: described })
}

/** Rows as DynamoDB exports them, taken in at once: through the API a hundred thousand cases would take an hour. */
async function importRows(
  folder: string,
  { file, schema, rows }: { file: string; schema: string; rows: Iterable<Row> },
): Promise<void> {
  const [shape, source] = [join(folder, 'schema.json'), join(folder, 'export')]
  await writeFile(shape, schema)
  await mkdir(join(source, 'tasvib', 'data'), { recursive: true })
  const part = join(source, 'tasvib', 'data', 'rows.json.gz')
  await pipeline(lines(rows), createGzip({ level: 1 }), createWriteStream(part))
  const given = ['--source', source, '--schema', shape, '--output', file, '--force']
  const { status, stderr } = spawnSync(dynoxide ?? '', ['import', ...given])
  if (status !== 0) throw new Error(`The rows could not be imported: ${stderr.toString()}`)
}

function* lines(rows: Iterable<Row>): Generator<string> {
  for (const Item of rows) yield `${JSON.stringify({ Item: exported(Item) })}\n`
}

/** As an export of DynamoDB has it: what is binary as Base64. */
function exported(row: Row): Readonly<Record<string, unknown>> {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
  ])
  return Object.fromEntries(values)
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
