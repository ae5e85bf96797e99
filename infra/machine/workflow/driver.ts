import { setImmediate } from 'node:timers/promises'
import { advance } from './advance.ts'
import { type Execution, isWaiting, type Position } from './execution.ts'
import { readInvokeFailure } from './invoke-error.ts'
import { type Journal, JournalTaken, type Transition } from './journal.ts'
import { type Json, jsonSchema } from './json.ts'
import type { MachineIdentity } from './machine-identity.ts'
import type { Definition } from './read-definition.ts'
import { failTask, openTaskOf, passTime, submitTask, succeedTask } from './settle-task.ts'
import { newTaskToken } from './task-token.ts'

export interface DriverOptions {
  readonly journal: Journal
  readonly machine: MachineIdentity
  readonly definitionOf: (execution: Execution) => Definition
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>
  readonly now: () => number
  readonly random: () => number
}

/** Moves executions on: step by step each, all of them at once. */
export interface Driver {
  /** Something about this execution changed; go on with it. Returns at once. */
  nudge(name: string): void
  /** Fires what is due now. */
  wake(): void
  stop(): Promise<void>
}

/** How late a timer may fire, in milliseconds. */
const pollInterval = 250

export function createDriver(options: DriverOptions): Driver {
  const { journal, machine, definitionOf, invoke, now, random } = options
  const driven = new Map<string, Promise<void>>()
  /** Executions that were nudged while they were driven: they may have been looked at before what changed. */
  const missed = new Set<string>()
  /** Tokens of the attempts whose function is running in this process. */
  const called = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function nudge(name: string): void {
    if (stopped) return
    timer ??= setInterval(wake, pollInterval).unref()
    if (driven.has(name)) missed.add(name)
    else driven.set(name, drive(name))
  }

  async function drive(name: string): Promise<void> {
    try {
      for (;;) {
        // The caller's answer, and everybody else's work, go before the next step.
        await setImmediate()
        const execution = stopped ? undefined : journal.load(name)
        if (execution?.status !== 'RUNNING') return
        if (isWaiting(execution.position)) {
          if (execution.position.at === 'invocation') call(name, execution.position)
          return
        }
        const surroundings = {
          machine,
          definition: definitionOf(execution),
          now,
          random,
          newToken: newTaskToken,
        }
        const transition = await advance(execution, surroundings)
        // Not kept when something came in between, e.g. StopExecution; the next look sees what.
        commit(execution, transition)
      }
    } finally {
      driven.delete(name)
      if (missed.delete(name)) nudge(name)
    }
  }

  /** Calls the function of an attempt that is on the disk, unless it is running already. */
  function call(name: string, attempt: Extract<Position, { at: 'invocation' }>): void {
    const { token, functionName, payload, callback } = attempt
    if (called.has(token)) return
    called.add(token)
    void runAndSettle()

    async function runAndSettle(): Promise<void> {
      const outcome = await run(functionName, payload)
      called.delete(token)
      const execution = stopped ? undefined : journal.load(name)
      const task = execution && openTaskOf(execution, token)
      // The token may have come back, or the task timed out, before the function answered.
      if (execution === undefined || task?.at !== 'invocation') return
      const definition = definitionOf(execution)
      if ('error' in outcome) commit(execution, failTask(execution, definition, outcome))
      else if (callback) commit(execution, submitTask(execution, definition, task, outcome.result))
      else commit(execution, succeedTask(execution, definition, outcome.result))
      nudge(name)
    }
  }

  async function run(
    functionName: string,
    payload: Json,
  ): Promise<{ readonly result: Json } | { readonly error: string; readonly cause: string }> {
    try {
      const answer = toJson(await invoke(functionName, payload))
      return { result: { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 } }
    } catch (thrown) {
      return readInvokeFailure(thrown)
    }
  }

  function wake(): void {
    if (stopped) return
    for (const name of journal.due(now())) {
      const execution = journal.load(name)
      const transition = execution && passTime(execution, definitionOf(execution), now())
      if (execution === undefined || transition === undefined) continue
      commit(execution, transition)
      nudge(name)
    }
  }

  function commit(execution: Execution, transition: Transition): void {
    if (stopped) return
    try {
      journal.commit(execution, transition)
    } catch (fault) {
      if (!(fault instanceof JournalTaken)) throw fault
      // Another engine goes on with everything that is in the journal.
      halt()
    }
  }

  function halt(): void {
    stopped = true
    clearInterval(timer)
  }

  return {
    nudge,
    wake,
    stop: async () => {
      halt()
      await Promise.all(driven.values())
    },
  }
}

/** What a function's answer is after Lambda wrote it down as JSON. */
function toJson(value: unknown): Json {
  return jsonSchema.parse(JSON.parse(JSON.stringify(value ?? null)))
}
