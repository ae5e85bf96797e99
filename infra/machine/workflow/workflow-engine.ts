import type { Workflow } from '#functions/shared/ports/workflow.ts'
import type { Database } from '#infra/machine/store/database.ts'
import { createDriver } from './driver.ts'
import type { Execution } from './execution.ts'
import { type Journal, journalIn } from './journal.ts'
import { machineWorkflow } from './machine-workflow.ts'
import { type Definition, readDefinition } from './read-definition.ts'

/** Where an execution is. */
interface ExecutionPlace {
  readonly status: string
  /** Where it is, or where it failed; nothing once it has succeeded. */
  readonly current: string | undefined
}

/** Where an execution is and has been, for drawing it. */
interface ExecutionTrace extends ExecutionPlace {
  /** Every state in the order of entering; one that was entered twice stands twice. */
  readonly entered: readonly string[]
}

function traceExecution(journal: Journal, name: string): ExecutionTrace | undefined {
  const execution = journal.load(name)
  if (execution === undefined) return undefined
  const entered = journal
    .events(name)
    .flatMap(({ type, name: state }) => (type.endsWith('StateEntered') && state !== undefined ? [state] : []))
  return { ...placeOf(execution), entered }
}

/** So many executions, the newest first. */
function newestExecutions(
  journal: Journal,
  limit: number,
): readonly (ExecutionPlace & { readonly name: string })[] {
  return journal.newest(limit).map((execution) => ({ name: execution.name, ...placeOf(execution) }))
}

function placeOf({ status, state }: { status: string; state: string }): ExecutionPlace {
  return { status, current: status === 'SUCCEEDED' ? undefined : state }
}

export interface WorkflowEngine {
  /** What the functions tell it. */
  readonly workflow: Workflow
  /** Continues every execution that has not ended. */
  resume(): void
  /** Re-reads the clock after time travel, so that due timers fire at once. */
  wake(): void
  /** Ends the timers. A function that still runs is called again after the next resume. */
  stop(): Promise<void>
  /** The states that an execution (by name) entered, and where it is now or stopped. */
  trace(executionName: string): ExecutionTrace | undefined
  /** So many executions, the newest first. */
  newest(limit: number): readonly (ExecutionPlace & { readonly name: string })[]
}

export interface WorkflowEngineOptions {
  /** The parsed state machine, its placeholders replaced by names of functions. */
  readonly definition: unknown
  /** Nobody else may run executions from it at the same time. */
  readonly database: Database
  /**
   * Calls a function by the name that the definition gives it, at least once per attempt. An `InvokeError` (anything
   * with `errorType` and `message`) is the function's own failure; whatever else it throws becomes `Lambda.Unknown`.
   */
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>
  /** Epoch milliseconds; may jump forward. */
  readonly now: () => number
  /** From 0 up to 1, for the jitter of retries. */
  readonly random?: () => number
}

/**
 * Runs one state machine on this machine as Step Functions would; every step is journalled before it takes effect.
 * @throws UnsupportedDefinition, naming state and field, for what it would not run faithfully, whether deployed now or kept
 * by an execution that runs.
 */
export function openWorkflowEngine(options: WorkflowEngineOptions): WorkflowEngine {
  const { definition, database, invoke, now, random = Math.random } = options
  const journal = journalIn(database, now)
  const definitions = new Map<string, Definition>()
  /** An execution keeps to the definition that it was started with, also when a new one is deployed meanwhile. */
  const definitionOf = ({ definition: digest }: Execution): Definition => {
    const known = definitions.get(digest)
    if (known !== undefined) return known
    const kept = journal.definition(digest)
    if (kept === undefined) throw new Error(`the journal has no definition ${digest}`)
    const read = readDefinition(JSON.parse(kept))
    definitions.set(digest, read)
    return read
  }
  for (const execution of journal.running()) definitionOf(execution)

  const driver = createDriver({ journal, definitionOf, invoke, now, random })
  return {
    workflow: machineWorkflow({ journal, definition, now, nudge: (name) => driver.nudge(name) }),
    resume: () => driver.start(),
    wake: () => driver.wake(),
    stop: () => driver.stop(),
    trace: (name) => traceExecution(journal, name),
    newest: (limit) => newestExecutions(journal, limit),
  }
}
