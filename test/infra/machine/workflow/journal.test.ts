import { describe, expect, it } from 'vitest'
import type { Progress } from '#infra/machine/workflow/execution.ts'
import { openJournal } from '#infra/machine/workflow/journal.ts'
import { newJournalPath } from './open-test-engine.ts'

const origin = { name: 'case', input: '{}', qualifier: undefined, startedAt: 0, definition: 'digest' }
const progress = {
  status: 'RUNNING' as const,
  state: 'Hold',
  stateInput: {},
  enteredAt: 0,
  variables: {},
  retries: [],
  redrives: 0,
  position: { at: 'entry' as const },
} satisfies Progress

const step = (state: string) => ({
  progress: { state },
  events: [{ type: 'TaskStateEntered' as const, details: { name: state } }],
})

describe('the journal of executions', () => {
  it('takes one of two steps that were decided on the same version, with its events, and nothing of the other', () => {
    const journal = openJournal(newJournalPath(), () => 1)
    expect(journal.create(origin, progress, [])).toBe(true)
    expect(journal.create(origin, progress, [])).toBe(false)
    const read = journal.load('case')
    if (read === undefined) throw new Error('It was just made')
    expect(journal.commit(read, step('First'))).toBe(true)
    expect(journal.commit(read, step('Second'))).toBe(false)
    expect(journal.load('case')).toMatchObject({ state: 'First', lastEvent: 1 })
    const told = journal.events('case', { beyond: 0, limit: 10, reverse: false })
    expect(told.map(({ details }) => details['name'])).toEqual(['First'])
    journal.close()
  })
})
