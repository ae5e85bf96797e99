import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { FunctionName } from '#functions/catalogue.ts'
import type { Handler, Home } from '#functions/shared/home.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { type Doors, doors } from '#infra/machine/doors.ts'
import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { startDynoxide } from '#test/ports/dynoxide.ts'
import { tableIn } from '#test/ports/ensure-table.ts'
import { cloudTable } from './cloud-table.ts'
import { type CountingProxy, countingProxy } from './counting-proxy.ts'

export interface ObservedTasvib {
  readonly visitor: Visitor
  readonly dataFolder: string
  readonly publicUrl: string
  readonly operatorUrl: string
  /** Calls of functions so far. */
  readonly invocations: ReadonlyMap<FunctionName, number>
  readonly store: CountingProxy
  /** Files that were written so far, each a request to S3 in the cloud. */
  readonly filesWritten: () => number
  stop(): Promise<void>
}

/** A Tasvib on this machine whose doors and files are counted; its rows are in a table of DynamoDB's API, whose use is counted too. */
export async function observedTasvib(): Promise<ObservedTasvib> {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const invocations = new Map<FunctionName, number>()
  let written = 0
  let relay: Handler | undefined
  const dynoxide = await startDynoxide()
  const { name: table } = await tableIn(dynoxide.client)
  const store = await countingProxy(dynoxide.endpoint)
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new DynamoDBClient({ endpoint: store.url, region: 'local', credentials })
  process.env['CODE_KEY'] = 'a key that is 32 characters long'
  const rows = cloudTable({ client, name: table }, async (event) => relay?.(event, lambdaContext))
  const counted =
    (name: FunctionName): Doors[FunctionName] =>
    async () => {
      const { door } = await doors[name]()
      return {
        door: (home) => {
          const handler = door(home)
          const counting: Handler = (event, context) => {
            invocations.set(name, (invocations.get(name) ?? 0) + 1)
            return handler(event, context)
          }
          if (name === 'relay') relay = counting
          return counting
        },
      }
    }
  const settings = { ...readSettings({ DATA_DIR: folder }), port: 0, operatorPort: 0, trustProxy: true }
  const runtime = await startRuntime(settings, {
    doors: Object.fromEntries(
      (Object.keys(doors) as FunctionName[]).map((name) => [name, counted(name)]),
    ) as unknown as Doors,
    homeOf: (_, home) => ({
      ...withRows(home, rows),
      files: () =>
        countingWrites(home.files(), () => {
          written += 1
        }),
    }),
  })
  return {
    visitor: new Visitor({ ...runtime, language: 'fa', patience: 60_000 }),
    dataFolder: folder,
    publicUrl: runtime.publicUrl,
    operatorUrl: runtime.operatorUrl,
    invocations,
    store,
    filesWritten: () => written,
    async stop() {
      await runtime.stop()
      await dynoxide.stop()
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function countingWrites(files: Files, count: () => void): Files {
  const counted =
    <A extends unknown[], R>(write: (...args: A) => R) =>
    (...args: A): R => {
      count()
      return write(...args)
    }
  return {
    ...files,
    store: counted(files.store),
    attach: counted(files.attach),
    write: counted(files.write),
    keep: counted(files.keep),
    stream: counted(files.stream),
  }
}

function withRows(home: Home, rows: TablePorts): Home {
  const ports = Object.fromEntries(Object.entries(rows).map(([name, port]) => [name, () => port as unknown]))
  return { ...home, ...ports, commit: () => ({ ...home.commit(), cases: rows.cases }) }
}
