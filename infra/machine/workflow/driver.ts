import { randomBytes } from 'node:crypto'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { reportFailure } from '#infra/machine/report-failure.ts'
import { advance } from './advance.ts'
import { dueAtOf, type Execution, type ExecutionPosition } from './execution.ts'
import { readInvokeFailure } from './invoke-error.ts'
import type { Journal } from './journal.ts'
import { type Json, jsonSchema } from './json.ts'
import type { Definition } from './read-definition.ts'
import { failTask, openTaskOf, passTime, submitTask, succeedTask } from './settle-task.ts'

/** Unguessable; the text alone says nothing about the task. */
export function newTaskToken(): string {
  return randomBytes(48).toString('base64url')
}

export interface DriverOptions {
  readonly journal: Journal
  readonly definitionOf: (execution: Execution) => Definition
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>
  readonly now: () => number
  readonly random: () => number
}

type Outcome = { readonly result: Json } | { readonly error: string; readonly cause: string }

/** Moves executions on: each from wait to wait, all of them at once. */
export interface Driver {
  /** Goes on with every execution that runs, and from now on with whatever falls due. */
  start(): void
  /** Something about this execution changed; go on with it. Returns at once. */
  nudge(name: string): void
  /** Does what is due now. */
  wake(): void
  stop(): Promise<void>
}

/** How late a timer may fire, or another process's step be seen, in milliseconds. */
const pollInterval = 250
/** Milliseconds after which what failed is tried again. */
const pause = 500

export function createDriver(options: DriverOptions): Driver {
  const { journal, definitionOf, invoke, now, random } = options
  const driven = new Map<string, Promise<void>>()
  /** Executions that were nudged while they were driven: they may have been looked at before what changed. */
  const missed = new Set<string>()
  /** Tokens of the attempts whose function is running. */
  const called = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  const rest = () => sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)

  function nudge(name: string): void {
    if (stopping.signal.aborted) return
    if (driven.has(name)) missed.add(name)
    else driven.set(name, drive(name))
  }

  async function drive(name: string): Promise<void> {
    try {
      for (;;) {
        // The caller's answer, and everybody else's work, go before the next steps.
        await setImmediate()
        if (stopping.signal.aborted || !takeSteps(name)) return
      }
    } catch (error) {
      reportFailure('[workflow] a step could not be taken; trying again', error)
      missed.add(name)
      await rest()
    } finally {
      driven.delete(name)
      if (missed.delete(name)) nudge(name)
    }
  }

  /** Computes and commits the steps up to the next wait; whether there may be more to do. */
  function takeSteps(name: string): boolean {
    const execution = journal.load(name)
    if (execution?.status !== 'RUNNING') return false
    const { position } = execution
    if (dueAtOf(position) !== undefined) {
      if (position.at === 'invocation') call(name, position)
      return false
    }
    const surroundings = { definition: definitionOf(execution), now, random, newToken: newTaskToken }
    // Not kept when another process was quicker; the next look sees what it did.
    journal.commit(execution, advance(execution, surroundings))
    return true
  }

  /** Calls the function of an attempt that is on the disk, unless it is running already. */
  function call(name: string, attempt: Extract<ExecutionPosition, { at: 'invocation' }>): void {
    const { token, functionName, payload, callback } = attempt
    if (called.has(token)) return
    called.add(token)
    void runAndSettle()

    async function runAndSettle(): Promise<void> {
      const outcome = await run(functionName, payload)
      // The function is not called again for an answer that only could not be written down yet.
      while (!stopping.signal.aborted && !isSettled(outcome)) await rest()
      called.delete(token)
    }

    function isSettled(outcome: Outcome): boolean {
      try {
        settle(outcome)
        return true
      } catch (error) {
        reportFailure("[workflow] a function's answer could not be kept; trying again", error)
        return false
      }
    }

    function settle(outcome: Outcome): void {
      const execution = journal.load(name)
      const task = execution && openTaskOf(execution, token)
      // The token may have come back, or the task timed out, before the function answered.
      if (execution === undefined || task?.at !== 'invocation') return
      if ('error' in outcome) journal.commit(execution, failTask(execution, outcome))
      else if (callback) journal.commit(execution, submitTask(execution, task))
      else journal.commit(execution, succeedTask(execution, outcome.result))
      nudge(name)
    }
  }

  async function run(functionName: string, payload: Json): Promise<Outcome> {
    try {
      const answer = toJson(await invoke(functionName, payload))
      return { result: { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 } }
    } catch (thrown) {
      return readInvokeFailure(thrown)
    }
  }

  function look(): void {
    try {
      wake()
    } catch (error) {
      reportFailure('[workflow] what is due could not be read; trying again', error)
    }
  }

  function wake(): void {
    if (stopping.signal.aborted) return
    for (const name of journal.due(now())) {
      const execution = journal.load(name)
      const transition = execution && passTime(execution, now())
      if (execution !== undefined && transition !== undefined) journal.commit(execution, transition)
      nudge(name)
    }
  }

  return {
    start() {
      // First what fell due meanwhile, so that a task that timed out is not called again.
      wake()
      for (const { name } of journal.running()) nudge(name)
      timer = setInterval(look, pollInterval).unref()
    },
    nudge,
    wake,
    stop: async () => {
      stopping.abort()
      clearInterval(timer)
      await Promise.all(driven.values())
    },
  }
}

/** What a function's answer is after Lambda wrote it down as JSON. */
function toJson(value: unknown): Json {
  return jsonSchema.parse(JSON.parse(JSON.stringify(value ?? null)))
}
