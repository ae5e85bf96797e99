import type { Retrier } from './definition-schema.ts'
import { enterState } from './enter-state.ts'
import type { Execution, Position, Progress } from './execution.ts'
import { type EventType, largestHistory, type WorkflowEvent } from './history.ts'
import type { Transition } from './journal.ts'
import { failExecution, leaveState } from './leave-state.ts'
import { scheduleTask } from './schedule-task.ts'
import { type Surroundings, stateOf } from './state-context.ts'
import { StatesError } from './states-error.ts'

/** Room for the events of one more step. */
const historyReserve = 10

/**
 * The next step of an execution that does not wait for anything. Changes nothing itself: the caller commits what it
 * returns, and only then do its effects begin.
 */
export async function advance(execution: Execution, surroundings: Surroundings): Promise<Transition> {
  const events: WorkflowEvent[] = []
  if (execution.lastEvent > largestHistory - historyReserve) {
    const cause = `The execution reached the maximum number of history events (${largestHistory}).`
    const progress = failExecution({ error: 'States.Runtime', cause }, surroundings.now(), events)
    return { progress, events }
  }
  try {
    return { progress: await step(execution, surroundings, events), events }
  } catch (fault) {
    return { progress: failState(execution, surroundings, fault, events), events }
  }
}

async function step(
  execution: Execution,
  surroundings: Surroundings,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const { position } = execution
  const state = stateOf(surroundings.definition, execution.state)
  switch (position.at) {
    case 'entry':
      return await enterState(execution, surroundings, events)
    case 'attempt':
      if (state.Type !== 'Task') throw new Error(`a ${state.Type} state cannot be attempted`)
      return await scheduleTask(execution, state, surroundings, events)
    case 'result': {
      if (state.Type !== 'Task' && state.Type !== 'Wait')
        throw new Error(`a ${state.Type} state has no result`)
      const isTask = state.Type === 'Task'
      const exit = {
        output: state.Output,
        assign: state.Assign,
        next: state.Next,
        defaultOutput: isTask ? position.result : execution.stateInput,
        extras: isTask ? { result: position.result } : {},
      }
      return await leaveState(execution, surroundings, exit, events)
    }
    case 'error':
      return await handleError(execution, position, surroundings, events)
    case 'invocation':
    case 'callback':
    case 'backoff':
    case 'pause':
      throw new Error(`an execution that waits (${position.at}) cannot be advanced`)
    default:
      return position satisfies never
  }
}

/** Retry first, then Catch, and without either the end of the execution. */
async function handleError(
  execution: Execution,
  failure: Extract<Position, { at: 'error' }>,
  surroundings: Surroundings,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const state = stateOf(surroundings.definition, execution.state)
  const { error, cause, afterResult } = failure
  if (state.Type === 'Task') {
    const retry = afterResult
      ? undefined
      : planRetry(state.Retry ?? [], error, execution.retries, surroundings.random)
    if (retry !== undefined) {
      const dueAt = surroundings.now() + retry.delayMs
      return { retries: retry.counts, position: { at: 'backoff', dueAt } }
    }
    const catcher = state.Catch?.find((each) => matchesError(each.ErrorEquals, error))
    if (catcher !== undefined) {
      const errorOutput = { Error: error, Cause: cause }
      const exit = { output: catcher.Output, assign: catcher.Assign, next: catcher.Next }
      return await leaveState(
        execution,
        surroundings,
        { ...exit, defaultOutput: errorOutput, extras: { errorOutput } },
        events,
      )
    }
  }
  return failExecution({ error, cause }, surroundings.now(), events)
}

/** What becomes of an execution whose step threw. */
function failState(
  execution: Execution,
  surroundings: Surroundings,
  fault: unknown,
  events: WorkflowEvent[],
): Partial<Progress> {
  const now = surroundings.now()
  if (!(fault instanceof StatesError)) {
    const cause = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return failExecution({ error: 'States.Runtime', cause }, now, events)
  }
  const { error, message: cause, location } = fault
  if (error === 'States.QueryEvaluationError') {
    const type: EventType = 'EvaluationFailed'
    events.push({ type, details: { error, cause, location, state: execution.state } })
  }
  const isTask = surroundings.definition.states.get(execution.state)?.Type === 'Task'
  const { at } = execution.position
  // A catcher's own Output and Assign are not caught by the same state again.
  if (!isTask || at === 'error') return failExecution({ error, cause }, now, events)
  const enteredAt = at === 'entry' ? { enteredAt: now } : {}
  return { ...enteredAt, position: { at: 'error', error, cause, afterResult: at === 'result' } }
}

/**
 * Whether an error is among the names that a Retry or Catch lists.
 * `States.ALL` leaves out the two errors that end an execution; `States.TaskFailed` stands for any error but a timeout;
 * a missed heartbeat is a timeout, too. Source: Step Functions guide, "Handling errors".
 */
export function matchesError(names: readonly string[], error: string): boolean {
  if (names.includes(error)) return true
  const isTimeout = error === 'States.Timeout' || error === 'States.HeartbeatTimeout'
  if (error === 'States.HeartbeatTimeout' && names.includes('States.Timeout')) return true
  if (error === 'States.DataLimitExceeded' || error === 'States.Runtime') return false
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && !isTimeout)
}

/**
 * What the first retrier that lists the error says: how long to wait and the counts to keep, or nothing when it is used
 * up or none lists it.
 * @param counts how often each retrier was used in this state.
 * @param random from 0 up to 1, for jitter.
 */
export function planRetry(
  retriers: readonly Retrier[],
  error: string,
  counts: readonly number[],
  random: () => number,
): { readonly delayMs: number; readonly counts: number[] } | undefined {
  const index = retriers.findIndex((retrier) => matchesError(retrier.ErrorEquals, error))
  const retrier = retriers[index]
  if (retrier === undefined) return undefined
  const used = counts[index] ?? 0
  if (used >= retrier.MaxAttempts) return undefined
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER / 1000)
  const delayMs = Math.round(seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1))
  return {
    delayMs,
    counts: retriers.map((_, each) => (counts[each] ?? 0) + (each === index ? 1 : 0)),
  }
}
