import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { catalogue } from '#functions/catalogue.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { type RunningDynoxide, startDynoxide } from '#test/ports/dynoxide.ts'
import { tableIn } from '#test/ports/ensure-table.ts'
import { bindCloudTable } from './cloud-table.ts'
import { type CountingProxy, countingProxy } from './counting-proxy.ts'

export interface ObservedTasvib {
  readonly visitor: Visitor
  readonly publicUrl: string
  readonly operatorUrl: string
  /** Calls of functions so far, by file. */
  readonly invocations: ReadonlyMap<string, number>
  readonly store: CountingProxy
  readonly cloud: CountingProxy
  stop(): Promise<void>
}

const endpoints = ['SFN', 'SESV2', 'S3', 'KMS', 'EVENTBRIDGE']

/** A Tasvib on this machine whose functions are counted, and so is all that they would ask of AWS: their rows are in a table of DynamoDB's API. */
export async function observedTasvib(): Promise<ObservedTasvib> {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const invocations = new Map<string, number>()
  const counters: { store?: CountingProxy; cloud?: CountingProxy } = {}
  const observe = async (): Promise<void> => {
    dynoxide = await startDynoxide()
    const { name } = await tableIn(dynoxide.client)
    counters.store = await countingProxy(dynoxide.endpoint)
    counters.cloud = await countingProxy(process.env['AWS_ENDPOINT_URL_S3'] ?? '')
    const client = new DynamoDBClient({ endpoint: counters.store.url })
    bindCloudTable({ client, name }, async (event) => handlers.get(catalogue.relay.entry)?.(event))
    for (const name of endpoints) process.env[`AWS_ENDPOINT_URL_${name}`] = counters.cloud.url
  }
  let observing: Promise<void> | undefined
  let dynoxide: RunningDynoxide | undefined
  const handlers = new Map<string, (...parts: unknown[]) => unknown>()
  const settings = { ...readSettings({ DATA_DIR: folder }), port: 0, operatorPort: 0, trustProxy: true }
  const runtime = await startRuntime(settings, {
    catalogue,
    load: async (entry) => {
      // Once the runtime has set where AWS is, and before a function makes its first client.
      await (observing ??= observe())
      const module = (await import(new URL(`../../${entry}`, import.meta.url).href)) as {
        handler: (...parts: unknown[]) => unknown
      }
      const handler = (...parts: unknown[]) => {
        invocations.set(entry, (invocations.get(entry) ?? 0) + 1)
        return module.handler(...parts)
      }
      handlers.set(entry, handler)
      return { handler }
    },
  })
  const { store, cloud } = counters
  if (store === undefined || cloud === undefined) throw new Error('No function was loaded')
  return {
    visitor: new Visitor({ ...runtime, language: 'fa', patience: 60_000 }),
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
