import type { Journal } from './journal.ts'

/** Where an execution is. */
export interface ExecutionPlace {
  readonly status: string
  /** Where it is, or where it failed; nothing once it has succeeded. */
  readonly current: string | undefined
}

/** Where an execution is and has been, for drawing it. */
export interface ExecutionTrace extends ExecutionPlace {
  /** Every state in the order of entering; one that was entered twice stands twice. */
  readonly entered: readonly string[]
}

export function traceExecution(journal: Journal, name: string): ExecutionTrace | undefined {
  const execution = journal.load(name)
  if (execution === undefined) return undefined
  const entered = journal
    .events(name)
    .flatMap(({ type, name: state }) => (type.endsWith('StateEntered') && state !== undefined ? [state] : []))
  return { ...placeOf(execution), entered }
}

/** So many executions, the newest first. */
export function newestExecutions(
  journal: Journal,
  limit: number,
): readonly (ExecutionPlace & { readonly name: string })[] {
  return journal.newest(limit).map((execution) => ({ name: execution.name, ...placeOf(execution) }))
}

function placeOf({ status, state }: { status: string; state: string }): ExecutionPlace {
  return { status, current: status === 'SUCCEEDED' ? undefined : state }
}
