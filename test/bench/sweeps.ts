import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everyPage } from '#functions/ledger-root/every-page.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { headRow } from '#functions/shared/aws/dynamo/head-row.ts'
import type { Row } from '#functions/shared/aws/dynamo/table.ts'
import { dueBatches } from '#functions/shared/due-batches.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import { storeForBench } from './store-for-bench.ts'

/** At each size of the table: requests to it, and rows that it gave. */
export interface SweepCost {
  readonly what: string
  readonly at: { readonly requests: number; readonly rows: number }[]
}

const due = new Date('2026-12-20T06:00:00.000Z')
const before = new Date(due.getTime() - 1)

/** What the clock and the nightly check ask of a table with so many open cases, of which 500 are due at one moment. */
export async function sweeps(sizes: readonly number[]): Promise<readonly SweepCost[]> {
  const costs: SweepCost[] = [
    { what: 'the clock, when nothing is due', at: [] },
    { what: 'the clock, when 500 are due: listed, read and put off', at: [] },
    { what: 'the heads of a night', at: [] },
  ]
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'tasvib-bench-'))
    const { table, counts, stop } = await storeForBench(folder, rowsOf(size))
    const cases = dynamoCases(table, () => due)
    const visit = async (now: Date): Promise<void> => {
      const run = { to: 'clock', now: () => now, enough: Number.POSITIVE_INFINITY } as const
      for await (const references of dueBatches(cases, run)) {
        for (const reference of references) {
          const open = await cases.find(reference)
          if (open !== undefined)
            await cases.reschedule(open, { at: '2027-06-01T06:00:00.000Z', to: 'clock' })
        }
      }
    }
    const works = [
      () => visit(before),
      () => visit(due),
      async () => {
        for await (const page of everyPage(cases)) if (page.cases.length > 100) throw new Error('Too many')
      },
    ]
    try {
      for (const [index, work] of works.entries()) {
        counts.reset()
        await work()
        costs[index]?.at.push({ requests: counts.requests, rows: counts.rows })
      }
    } finally {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
  return costs
}

function* rowsOf(count: number): Generator<Row> {
  const { state } = new CasePlay().begin()
  if (state === null) throw new Error('There is no case')
  for (let index = 0; index < count; index += 1) {
    const reference = `TSV-1405-${index.toString(36).toUpperCase().padStart(5, '0')}`
    const at = new Date(Date.parse('2026-11-22T06:00:00.000Z') + index * 1_000).toISOString()
    const tip = { sequence: 9, digest: digestOf(reference) }
    yield headRow({
      state: { ...state, reference },
      tip,
      at,
      due: index < 500 ? due.toISOString() : '2027-01-20T06:00:00.000Z',
    })
  }
}
