import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { CasePlayers } from '#infra/machine/demo/play-case.ts'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { type StoreUse, unitsOf } from './counting-client.ts'
import { type ObservedTasvib, observedTasvib } from './observed-tasvib.ts'

/** What a case uses, counted where it is used. */
export interface CaseCost {
  readonly requests: number
  readonly invocations: number
  readonly transitions: number
  readonly storeCalls: number
  readonly writeUnits: number
  readonly readUnits: number
  readonly clockCalls: number
  readonly clockWriteUnits: number
  readonly clockReadUnits: number
  readonly mails: number
  readonly s3Puts: number
  readonly s3Gets: number
  readonly kmsCalls: number
  readonly queueCalls: number
  readonly events: number
  readonly logBytes: number
}

/** US dollars for one of each in us-east-1, on demand; lists of September 2026. */
const prices: Readonly<Record<keyof CaseCost, number>> = {
  requests: 1.0 / 1e6,
  // A request, and a third of a second at 512 MB on arm64 at most.
  invocations: 0.2 / 1e6 + 0.5 * 0.33 * 0.000_013_333_4,
  transitions: 25 / 1e6,
  // The table's price is by units.
  storeCalls: 0,
  writeUnits: 0.625 / 1e6,
  readUnits: 0.125 / 1e6,
  clockCalls: 0,
  clockWriteUnits: 0.625 / 1e6,
  clockReadUnits: 0.125 / 1e6,
  mails: 0.1 / 1e3,
  s3Puts: 5 / 1e6,
  s3Gets: 0.4 / 1e6,
  // ECDSA.
  kmsCalls: 0.15 / 1e4,
  queueCalls: 0.4 / 1e6,
  events: 1 / 1e6,
  logBytes: 0.5 / 2 ** 30,
}

const answering = new Set<string>(
  Object.entries<FunctionSpec>(catalogue)
    .filter(([, { trigger }]) => trigger.kind === 'http')
    .map(([name]) => name),
)

export interface WholeCaseCost {
  readonly cost: CaseCost
  /** Units by kind of row, of people's requests and what follows from them. */
  readonly store: StoreUse
  /** The same of the clock's visits. */
  readonly visits: StoreUse
}

/**
 * The demo's case, each step at least two minutes after the one before, so that the clock comes by after each; and everything is
 * done before the next, so that the counts are the same each time.
 */
export async function wholeCaseCost(): Promise<WholeCaseCost> {
  const tasvib = await observedTasvib()
  try {
    const { reference } = await playWholeCase(pacing(tasvib), 'fa')
    await atRest(tasvib)
    const { store, visits, services } = tasvib
    return {
      store,
      visits,
      cost: {
        requests: sum(tasvib.invocations, (name) => answering.has(name)),
        invocations: sum(tasvib.invocations, () => true),
        transitions: transitionsOf(reference, tasvib.dataFolder),
        storeCalls: store.calls,
        writeUnits: unitsOf(store.writes),
        readUnits: unitsOf(store.reads),
        clockCalls: visits.calls,
        clockWriteUnits: unitsOf(visits.writes),
        clockReadUnits: unitsOf(visits.reads),
        mails: (await tasvib.visitor.mails()).length,
        ...services,
        logBytes: tasvib.logged(),
      },
    }
  } finally {
    await tasvib.stop()
  }
}

/** What 60 days use in which a case waits for an answer that the case office gave half a year. */
export interface RestCost {
  readonly visits: number
  readonly writeUnits: number
  readonly readUnits: number
  /** Of what runs once a day for all cases together. */
  readonly dailyReadUnits: number
}

export async function restCost(): Promise<RestCost> {
  const tasvib = await observedTasvib()
  try {
    const { visitor, visits, store, daily } = tasvib
    const players = new CasePlayers(visitor)
    const { fields, revised } = sampleProposals.fa
    const reference = await players.submit({ fields, revised }, crypto.randomUUID())
    await players.confirm(String(fields['email']))
    await atRest(tasvib)
    await tasvib.extend(reference, 180)
    for (const pause of ['PT2M', 'P1D']) {
      await visitor.advance(pause)
      await atRest(tasvib)
    }
    const all = () => ({
      visits: visits.cases,
      writeUnits: unitsOf(visits.writes) + unitsOf(store.writes),
      readUnits: unitsOf(visits.reads) + unitsOf(store.reads),
      dailyReadUnits: unitsOf(daily.reads),
    })
    const before = all()
    for (let hours = 0; hours < 60 * 24; hours += 3) await visitor.advance('PT3H')
    await atRest(tasvib)
    const after = all()
    return {
      visits: after.visits - before.visits,
      writeUnits: after.writeUnits - before.writeUnits,
      readUnits: after.readUnits - before.readUnits,
      dailyReadUnits: after.dailyReadUnits - before.dailyReadUnits,
    }
  } finally {
    await tasvib.stop()
  }
}

/** The visitor of a Tasvib, who lets two minutes pass before looking for the next mail. */
function pacing(tasvib: ObservedTasvib): ObservedTasvib['visitor'] {
  const { visitor } = tasvib
  const link = visitor.link.bind(visitor)
  visitor.link = async (...args) => {
    await atRest(tasvib)
    await visitor.advance('PT2M')
    await atRest(tasvib)
    return link(...args)
  }
  return visitor
}

/** Waits until nothing has been asked of the table for a while: what follows from a request goes on after its answer. */
async function atRest({ store, visits, settled, invocations }: ObservedTasvib): Promise<void> {
  const seen = () => [store.calls, visits.calls, ...invocations.values()].join(' ')
  for (let before = ''; before !== seen();) {
    before = seen()
    await settled()
    await sleep(60)
  }
}

function sum(counts: ReadonlyMap<string, number>, which: (name: string) => boolean): number {
  return [...counts].reduce((total, [name, count]) => total + (which(name) ? count : 0), 0)
}

function transitionsOf(reference: string, dataFolder: string): number {
  const database = new DatabaseSync(join(dataFolder, databaseFile), { readOnly: true })
  const entered = database
    .prepare("SELECT id FROM execution_events WHERE execution = ? AND type LIKE '%StateEntered'")
    .all(reference)
  database.close()
  return entered.length
}

/** US dollars of each part. */
export function priced(cost: CaseCost): Readonly<Record<keyof CaseCost, number>> {
  const entries = Object.entries(cost) as [keyof CaseCost, number][]
  return Object.fromEntries(entries.map(([name, count]) => [name, count * prices[name]])) as Record<
    keyof CaseCost,
    number
  >
}
