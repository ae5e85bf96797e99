import { createHash } from 'node:crypto'
import { answerRequest, unavailable } from './api.ts'
import { createDriver } from './driver.ts'
import type { EngineCore } from './engine-core.ts'
import type { Execution } from './execution.ts'
import { openJournal } from './journal.ts'
import { identifyMachine } from './machine-identity.ts'
import { type Definition, readDefinition, refusePlaceholders } from './read-definition.ts'
import {
  type ExecutionPlace,
  newestExecutions,
  traceExecution,
  type WorkflowTrace,
} from './trace-execution.ts'

export interface WorkflowEngine {
  /**
   * Answers one request of Step Functions' JSON protocol (AwsJson 1.0).
   * @param target the `X-Amz-Target` header, e.g. `AWSStepFunctions.StartExecution`.
   * @returns HTTP status and JSON body; an error's AWS name is in `__type`. Times are epoch seconds.
   */
  handle(target: string, body: unknown): Promise<{ status: number; body: unknown }>
  /** Continues every unfinished execution found in the journal. */
  resume(): Promise<void>
  /** Re-reads the clock after time travel, so that due timers fire at once. */
  wake(): void
  /** Ends the timers and closes the journal. A function that still runs is called again after the next resume. */
  stop(): Promise<void>
  /** The states that an execution (by name) entered, and where it is now or stopped. */
  trace(executionName: string): WorkflowTrace | undefined
  /** So many executions, the newest first. */
  newest(limit: number): readonly (ExecutionPlace & { readonly name: string })[]
}

export interface WorkflowEngineOptions {
  /** The parsed state machine, its placeholders replaced by function names or ARNs. */
  readonly definition: unknown
  readonly stateMachineArn: string
  /** Path of a SQLite file; whoever opened it last owns it. */
  readonly journal: string
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
 * @throws UnsupportedDefinition, naming state and field, for what it would not run faithfully.
 */
export function openWorkflowEngine(options: WorkflowEngineOptions): WorkflowEngine {
  const { invoke, now, random = Math.random } = options
  const definition = readDefinition(options.definition)
  refusePlaceholders(definition)
  const source = JSON.stringify(options.definition)
  const digest = createHash('sha256').update(source).digest('hex')
  const machine = identifyMachine(options.stateMachineArn)
  const journal = openJournal(options.journal, now)
  journal.keepDefinition(digest, source)
  let stopped = false

  const definitions = new Map([[digest, definition]])
  /** An execution keeps to the definition that it was started with, also when a new one is deployed meanwhile. */
  const definitionOf = (execution: Execution): Definition => {
    const known = definitions.get(execution.definition)
    if (known !== undefined) return known
    const kept = journal.definition(execution.definition)
    if (kept === undefined) throw new Error(`the journal has no definition ${execution.definition}`)
    const read = readDefinition(JSON.parse(kept))
    definitions.set(execution.definition, read)
    return read
  }

  const driver = createDriver({ journal, machine, definitionOf, invoke, now, random })
  const deployed = { source, digest, definition }
  const core: EngineCore = {
    machine,
    journal,
    now,
    deployed,
    definitionOf,
    nudge: (name) => driver.nudge(name),
  }

  return {
    handle: async (target, body) => (stopped ? unavailable : answerRequest(core, target, body)),
    resume: async () => {
      // First what fell due meanwhile, so that a task that timed out is not called again.
      driver.wake()
      for (const name of journal.unfinished()) driver.nudge(name)
    },
    wake: () => driver.wake(),
    stop: async () => {
      if (stopped) return
      stopped = true
      await driver.stop()
      journal.close()
    },
    trace: (name) => (stopped ? undefined : traceExecution(journal, name)),
    newest: (limit) => (stopped ? [] : newestExecutions(journal, limit)),
  }
}
