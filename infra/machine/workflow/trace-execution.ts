import { largestHistory } from './history.ts'
import type { Journal } from './journal.ts'

/** Where an execution is. */
export interface ExecutionPlace {
  /** As DescribeExecution names it. */
  readonly status: string
  /** Where it is, or where it failed or was stopped; nothing once it has succeeded. */
  readonly current: string | undefined
}

/** Where an execution is and has been, for drawing it. */
export interface WorkflowTrace extends ExecutionPlace {
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
  return { ...placeOf(execution), entered }
}

/** So many executions, the newest first. */
export function newestExecutions(
  journal: Journal,
  limit: number,
): readonly (ExecutionPlace & { readonly name: string })[] {
  return journal
    .list({ status: undefined, before: Number.MAX_SAFE_INTEGER, limit })
    .map((execution) => ({ name: execution.name, ...placeOf(execution) }))
}

function placeOf({ status, state }: { status: string; state: string }): ExecutionPlace {
  return { status, current: status === 'SUCCEEDED' ? undefined : state }
}
