import { describe, expect, it } from 'vitest'
import { openDatabase } from '#infra/machine/store/database.ts'
import type { Progress } from '#infra/machine/workflow/execution.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { keptDefinition } from '#infra/machine/workflow/read-definition.ts'

const origin = { name: 'case', input: '{}', startedAt: 0 }
const definition = keptDefinition({})
const progress = {
  status: 'RUNNING' as const,
  state: 'Hold',
  stateInput: {},
  retries: [],
  position: { at: 'entry' as const },
} satisfies Progress

const step = (state: string) => ({
  progress: { state },
  events: [{ type: 'TaskStateEntered' as const, name: state }],
})

const opened = () => journalIn(openDatabase(':memory:'), () => 1)

describe('the journal of executions', () => {
  it('takes one of two steps that were decided on the same version, with its events, and nothing of the other', () => {
    const journal = opened()
    expect(journal.create(origin, definition, progress)).toBe(true)
    expect(journal.create(origin, definition, progress)).toBe(false)
    const read = journal.load('case')
    if (read === undefined) throw new Error('It was just made')
    expect(journal.commit(read, step('First'))).toBe(true)
    expect(journal.commit(read, step('Second'))).toBe(false)
    expect(journal.load('case')).toMatchObject({ state: 'First', lastEvent: 2, version: 2 })
    expect(journal.events('case').map(({ name }) => name)).toEqual([undefined, 'First'])
  })

  it('names what has something to do: at once a step that nobody has taken, and a timer in its time', () => {
    const journal = opened()
    journal.create(origin, definition, progress)
    journal.create({ ...origin, name: 'later' }, definition, {
      ...progress,
      position: { at: 'backoff', dueAt: 5_000 },
    })
    journal.create({ ...origin, name: 'over' }, definition, { ...progress, status: 'SUCCEEDED' })
    expect(journal.due(0)).toEqual(['case'])
    expect(journal.due(5_000).toSorted()).toEqual(['case', 'later'])
    expect(journal.running().map(({ name }) => name)).toEqual(['case', 'later'])
  })
})
