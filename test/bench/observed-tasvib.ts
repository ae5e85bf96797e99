import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { shards } from '#functions/shared/aws/dynamo/shards.ts'
import { now } from '#functions/shared/aws/home.ts'
import { commit } from '#functions/shared/commit.ts'
import type { Handler, Home } from '#functions/shared/home.ts'
import { random } from '#functions/shared/ports/random.ts'
import type { TablePorts } from '#functions/shared/ports/table-ports.ts'
import { Visitor } from '#infra/machine/demo/visitor.ts'
import { type Doors, doors } from '#infra/machine/doors.ts'
import { startRuntime } from '#infra/machine/runtime.ts'
import { readSettings } from '#infra/machine/settings.ts'
import { lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { startDynoxide } from '#test/ports/dynoxide.ts'
import { tableIn } from '#test/ports/ensure-table.ts'
import { programmeById, programmeVersion } from '#workflows/programme/load-programme.ts'
import { cloudTable } from './cloud-table.ts'
import { countedServices, type ServiceUse } from './counted-services.ts'
import { countUse, noUse, type StoreUse } from './counting-client.ts'

export interface ObservedTasvib {
  readonly visitor: Visitor
  readonly dataFolder: string
  readonly publicUrl: string
  readonly operatorUrl: string
  /** Calls of functions so far. Of the clock those alone that found a case due: it is called every minute, whatever happens. */
  readonly invocations: ReadonlyMap<FunctionName, number>
  /** What the store was used for, but by the clock and once a day. */
  readonly store: StoreUse
  /** What the clock's visits used of it: not what it asks each minute, whatever happens. */
  readonly visits: StoreUse & { cases: number }
  /** What was used once a day for all cases together. */
  readonly daily: StoreUse
  /** But for what runs once a day. */
  readonly services: ServiceUse
  /** The case office gives so many days more. */
  readonly extend: (reference: string, days: number) => Promise<void>
  /** Bytes that the functions logged so far. */
  readonly logged: () => number
  /** Resolves once the relay has heard of everything. */
  readonly settled: () => Promise<void>
  stop(): Promise<void>
}

/** What a tick asks even when nothing is due. */
const everyTick: ReadonlySet<string> = new Set(['index due', 'sign-in'])

/** A Tasvib on this machine of which is counted what it uses; its rows are in a table of DynamoDB's API, which says what each call took. */
export async function observedTasvib(): Promise<ObservedTasvib> {
  const folder = mkdtempSync(join(tmpdir(), 'tasvib-bench-'))
  const invocations = new Map<FunctionName, number>()
  const services: ServiceUse = { s3Puts: 0, s3Gets: 0, kmsCalls: 0, queueCalls: 0, events: 0 }
  const store = noUse()
  const visits = { ...noUse(), cases: 0 }
  const daily = noUse()
  const apart = new AsyncLocalStorage<StoreUse>()
  let relay: Handler | undefined
  const dynoxide = await startDynoxide()
  const { client, name: table } = await tableIn(dynoxide.client)
  countUse(client, () => apart.getStore() ?? store)
  process.env['CODE_KEY'] = 'a key that is 32 characters long'
  // What the clock commits is told of outside its tick, as the stream does.
  const outside = AsyncLocalStorage.snapshot()
  const { settled, ...rows } = cloudTable({ client, name: table }, (event) =>
    outside(async () => relay?.(event, lambdaContext)),
  )
  const counted =
    (name: FunctionName): Doors[FunctionName] =>
    async () => {
      const { door } = await doors[name]()
      return {
        door: (home) => {
          const handler = door(home)
          const count = () => invocations.set(name, (invocations.get(name) ?? 0) + 1)
          const counting: Handler = async (event, context) => {
            const { kind } = catalogue[name].trigger
            if (kind === 'daily') return apart.run(daily, () => handler(event, context))
            if (kind !== 'schedule') {
              count()
              return handler(event, context)
            }
            const used = noUse()
            const answer = await apart.run(used, () => handler(event, context))
            const { visited } = z.object({ visited: z.number() }).parse(answer)
            if (visited > 0) {
              count()
              visits.cases += visited
              addUse(visits, used)
            }
            return answer
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
    homeOf: (name, home) =>
      withRows(catalogue[name].trigger.kind === 'daily' ? home : countedServices(home, services), rows),
  })
  return {
    visitor: new Visitor({ ...runtime, language: 'fa', patience: 60_000 }),
    dataFolder: folder,
    publicUrl: runtime.publicUrl,
    operatorUrl: runtime.operatorUrl,
    invocations,
    store,
    visits,
    daily,
    services,
    logged: () => statSync(join(folder, 'log.jsonl')).size,
    settled,
    async extend(reference, days) {
      const until = new Date(now().getTime() + days * 86_400_000).toISOString()
      const by = programmeById('kerman').caseOffice.email
      const command = { type: 'extend', by, until, reason: 'بررسی بیشتر' } as const
      await commit({ cases: rows.cases, random, programmeOf: programmeVersion, now }, reference, command)
    },
    async stop() {
      await runtime.stop()
      await settled()
      await dynoxide.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function addUse(sum: StoreUse, { calls, writes, reads }: StoreUse): void {
  const fixed = [...reads].filter(([kind]) => everyTick.has(kind))
  sum.calls +=
    calls - fixed.reduce((queries, [kind]) => queries + (kind === 'sign-in' ? 1 : shards.length), 0)
  for (const [kind, units] of writes) sum.writes.set(kind, (sum.writes.get(kind) ?? 0) + units)
  for (const [kind, units] of reads)
    if (!everyTick.has(kind)) sum.reads.set(kind, (sum.reads.get(kind) ?? 0) + units)
}

function withRows(home: Home, rows: TablePorts): Home {
  const ports = Object.fromEntries(Object.entries(rows).map(([name, port]) => [name, () => port as unknown]))
  return { ...home, ...ports, commit: () => ({ ...home.commit(), cases: rows.cases }) }
}
