import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Journal } from './journal.ts'
import { keptDefinition, readDefinition } from './read-definition.ts'
import { openTaskOf, succeedTask } from './settle-task.ts'

export interface MachineWorkflowOptions {
  readonly journal: Journal
  /** The parsed state machine that new executions get, its placeholders replaced by names of functions. */
  readonly definition: unknown
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Goes on with an execution at once; without it, the running Tasvib finds what was committed. */
  readonly nudge?: (name: string) => void
}

/** The workflow of one machine. Each call is one transaction on the database, and what it answers is on the disk. */
export function machineWorkflow({ journal, definition, now, nudge }: MachineWorkflowOptions): Workflow {
  const { startAt } = readDefinition(definition)
  const kept = keptDefinition(definition)

  return {
    async start({ name, reference }) {
      const startedAt = Math.round(now())
      const stateInput = { reference }
      const input = JSON.stringify(stateInput)
      const position = { at: 'entry' } as const
      const isNew = journal.create({ name, input, startedAt }, kept, {
        status: 'RUNNING',
        state: startAt,
        stateInput,
        retries: [],
        position,
      })
      if (isNew) {
        nudge?.(name)
        return 'started'
      }
      const known = journal.load(name)
      return known?.status === 'RUNNING' && known.input === input ? 'started' : 'name-used'
    },
    async resume(token, next) {
      for (;;) {
        const execution = journal.executionOfToken(token)
        const task = execution && openTaskOf(execution, token)
        // A timer that is due counts as fired, however late the next poll is.
        if (execution === undefined || task === undefined || task.timeoutAt <= now()) return 'gone'
        if (journal.commit(execution, succeedTask(execution, { next }))) {
          nudge?.(execution.name)
          return 'resumed'
        }
      }
    },
    async isRunning(name) {
      return journal.load(name)?.status === 'RUNNING'
    },
  }
}
