import { largestHistory } from './history.ts'
import type { Journal } from './journal.ts'

/** Where an execution is, for drawing it. */
export interface WorkflowTrace {
  /** As DescribeExecution names it. */
  readonly status: string
  /** Where it is, or where it failed or was stopped; nothing once it has succeeded. */
  readonly current: string | undefined
  /** Every state in the order of entering; one that was entered twice stands twice. */
  readonly entered: readonly string[]
}

export function traceExecution(journal: Journal, name: string): WorkflowTrace | undefined {
  const execution = journal.load(name)
  if (execution === undefined) return undefined
  const entered = journal
    .events(name, { beyond: 0, limit: largestHistory, reverse: false })
    .flatMap(({ type, details }) =>
      type.endsWith('StateEntered') && typeof details['name'] === 'string' ? [details['name']] : [],
    )
  const { status, state } = execution
  return { status, current: status === 'SUCCEEDED' ? undefined : state, entered }
}
