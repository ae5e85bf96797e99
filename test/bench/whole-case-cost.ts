import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import { databaseFile } from '#infra/machine/open-store.ts'
import { observedTasvib } from './observed-tasvib.ts'

/** What one case of the demo uses, counted where it is used. */
export interface CaseCost {
  readonly requests: number
  readonly invocations: number
  readonly transitions: number
  readonly writeUnits: number
  readonly mails: number
  readonly filesWritten: number
}

/** US dollars for one of each in us-east-1, on demand; lists of September 2026. */
const prices: Readonly<Record<keyof CaseCost, number>> = {
  requests: 1.0 / 1e6,
  // A request, and a third of a second at 512 MB on arm64 at most.
  invocations: 0.2 / 1e6 + 0.5 * 0.33 * 0.000_013_333_4,
  transitions: 25 / 1e6,
  writeUnits: 0.625 / 1e6,
  mails: 0.1 / 1e3,
  filesWritten: 5 / 1e6,
}

const answering = new Set<string>(
  Object.entries<FunctionSpec>(catalogue)
    .filter(([, { trigger }]) => trigger.kind === 'http')
    .map(([name]) => name),
)

export async function wholeCaseCost(): Promise<CaseCost> {
  const tasvib = await observedTasvib()
  try {
    const { reference } = await playWholeCase(tasvib.visitor, 'fa')
    return {
      requests: sum(tasvib.invocations, (name) => answering.has(name)),
      // Here the clock runs each second, whatever happens.
      invocations: sum(tasvib.invocations, (name) => name !== 'clock'),
      transitions: transitionsOf(reference, tasvib.dataFolder),
      writeUnits: tasvib.store.writeUnits(),
      mails: (await tasvib.visitor.mails()).length,
      filesWritten: tasvib.filesWritten(),
    }
  } finally {
    await tasvib.stop()
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
