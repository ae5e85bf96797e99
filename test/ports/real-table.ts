import { afterAll, beforeAll } from 'vitest'
import type { Table } from '#functions/shared/aws/dynamo/table.ts'
import { dynoxide, type RunningDynoxide, startDynoxide } from './dynoxide.ts'
import { tableIn } from './ensure-table.ts'

/** Whether this platform has the store. Suites that need it are skipped without it. */
export const hasStore = dynoxide !== undefined
if (!hasStore)
  console.warn('There is no dynoxide on this platform: the suites on the real table are skipped.')

/** A real store for the suite at hand: dynoxide in memory, with the table as it is deployed. */
export function useTable(): () => Table {
  let started: RunningDynoxide | undefined
  let table: Table | undefined
  beforeAll(async () => {
    started = await startDynoxide()
    table = await tableIn(started.client)
  })
  afterAll(async () => {
    await started?.stop()
  })
  return () => {
    if (table === undefined) throw new Error('The table is there inside tests only')
    return table
  }
}
