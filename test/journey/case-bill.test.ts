import { expect, it } from 'vitest'
import { type CaseCost, restCost, wholeCaseCost } from '#test/bench/whole-case-cost.ts'
import { hasStore } from '#test/ports/real-table.ts'

/**
 * What a whole case may use, in counts and never in times: what `npm run bench -- case` says, and a thirtieth more, since what meets
 * in a race is tried again. Whoever brings a figure down brings its limit down with it.
 */
const most = {
  storeCalls: 540,
  writeUnits: 925,
  readUnits: 840,
  clockCalls: 148,
  clockWriteUnits: 120,
  clockReadUnits: 200,
  transitions: 20,
  invocations: 154,
  s3Puts: 12,
  s3Gets: 27,
} as const satisfies Partial<CaseCost>

it.runIf(hasStore)('uses no more for a whole case than it did', async () => {
  const { cost } = await wholeCaseCost()
  const names = Object.keys(most) as (keyof typeof most)[]
  expect(names.filter((name) => cost[name] > most[name]).map((name) => `${name}: ${cost[name]}`)).toEqual([])
})

it.runIf(hasStore)('does not visit a case at rest, and reads it once a day', async () => {
  const { visits, writeUnits, readUnits, dailyReadUnits } = await restCost()
  expect(visits).toBe(0)
  // A mail's delivery may be noted late.
  expect(writeUnits + readUnits).toBeLessThan(10)
  expect(dailyReadUnits / 60).toBeLessThan(11)
})
