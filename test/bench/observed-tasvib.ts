import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { FunctionName } from '#functions/catalogue.ts'
import type { Handler, Home } from '#functions/shared/home.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { type Doors, doors } from '#infra/machine/doors.ts'
import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { type RunningDynoxide, startDynoxide } from '#test/ports/dynoxide.ts'
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
  readonly cloud: CountingProxy
  stop(): Promise<void>
}

const endpoints = ['SESV2', 'S3', 'KMS', 'EVENTBRIDGE']

/** A Tasvib on this machine whose functions are counted, and so is all that they would ask of AWS: their rows are in a table of DynamoDB's API. */
export async function observedTasvib(): Promise<ObservedTasvib> {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const invocations = new Map<FunctionName, number>()
  const counters: { store?: CountingProxy; cloud?: CountingProxy } = {}
  let rows: TablePorts | undefined
  let relay: Handler | undefined
  const observe = async (): Promise<void> => {
    dynoxide = await startDynoxide()
    const { name } = await tableIn(dynoxide.client)
    counters.store = await countingProxy(dynoxide.endpoint)
    counters.cloud = await countingProxy(process.env['AWS_ENDPOINT_URL_S3'] ?? '')
    const client = new DynamoDBClient({ endpoint: counters.store.url })
    rows = cloudTable({ client, name }, async (event) => relay?.(event, lambdaContext))
    for (const name of endpoints) process.env[`AWS_ENDPOINT_URL_${name}`] = counters.cloud.url
  }
  let observing: Promise<void> | undefined
  let dynoxide: RunningDynoxide | undefined
  const settings = { ...readSettings({ DATA_DIR: folder }), port: 0, operatorPort: 0, trustProxy: true }
  const counted =
    (name: FunctionName): Doors[FunctionName] =>
    async () => {
      // Once the runtime has set where AWS is, and before a function makes its first client.
      await (observing ??= observe())
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
  const runtime = await startRuntime(settings, {
    doors: Object.fromEntries(
      (Object.keys(doors) as FunctionName[]).map((name) => [name, counted(name)]),
    ) as unknown as Doors,
    homeOf: (_, home) => (rows === undefined ? home : withRows(home, rows)),
  })
  const { store, cloud } = counters
  if (store === undefined || cloud === undefined) throw new Error('No function was loaded')
  return {
    visitor: new Visitor({ ...runtime, language: 'fa', patience: 60_000 }),
    dataFolder: folder,
    publicUrl: runtime.publicUrl,
    operatorUrl: runtime.operatorUrl,
    invocations,
    store,
    cloud,
    async stop() {
      await runtime.stop()
      await dynoxide?.stop()
      store.close()
      cloud.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function withRows(home: Home, rows: TablePorts): Home {
  const ports = Object.fromEntries(Object.entries(rows).map(([name, port]) => [name, () => port as unknown]))
  return { ...home, ...ports, commit: () => ({ ...home.commit(), cases: rows.cases }) }
}
