import { afterEach, describe, expect, it, vi } from 'vitest'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { openDatabase } from '#infra/machine/store/database.ts'
import { createDriver } from '#infra/machine/workflow/driver.ts'
import { type Journal, journalIn } from '#infra/machine/workflow/journal.ts'
import { machineWorkflow } from '#infra/machine/workflow/machine-workflow.ts'
import { readDefinition } from '#infra/machine/workflow/read-definition.ts'
import { until } from './open-test-engine.ts'
import { machineOf, taskOf } from './test-machines.ts'

/** A journal that another process holds at the given calls of one of its methods, counted from one. */
function heldJournal(journal: Journal, method: 'load' | 'commit' | 'due', times: readonly number[]) {
  let calls = 0
  const held = <Values extends unknown[], T>(work: (...values: Values) => T) => {
    return (...values: Values): T => {
      calls += 1
      if (times.includes(calls)) throw new Unavailable('held')
      return work(...values)
    }
  }
  return { ...journal, [method]: held(journal[method] as (...values: unknown[]) => unknown) }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the driver, while another process holds the database', () => {
  it.each([
    ['load', [1, 3]],
    // The first step, and what the function answered.
    ['commit', [1, 4]],
    ['due', [2]],
  ] as const)('tells that %s failed and goes on afterwards', async (method, times) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const database = openDatabase(':memory:')
    const journal = journalIn(database, Date.now)
    const definition = machineOf({ Work: taskOf() })
    let called = 0
    const driver = createDriver({
      journal: heldJournal(journal, method, times),
      definitionOf: () => readDefinition(definition),
      invoke: async () => (called += 1),
      now: Date.now,
      random: () => 1,
    })
    driver.start()
    const workflow = machineWorkflow({ journal, definition, now: Date.now, nudge: driver.nudge })
    await workflow.start({ name: 'case', reference: 'a reference' })
    await until(() => journal.load('case')?.status === 'SUCCEEDED' && told.mock.calls.length === times.length)
    expect(called).toBe(1)
    await driver.stop()
    database.close()
  })
})
