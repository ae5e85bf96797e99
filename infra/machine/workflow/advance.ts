import type { State, TaskState } from './definition-schema.ts'
import { dueAtOf, type Execution, type ExecutionPosition } from './execution.ts'
import { EvaluationFailed, evaluateTemplate, type States } from './expression.ts'
import type { Transition, WorkflowEvent } from './journal.ts'
import { type Json, jsonSchema } from './json.ts'
import { type Definition, stateOf } from './read-definition.ts'
import { matchesError, planRetry } from './retries.ts'

/** What a step needs from outside. */
export interface Surroundings {
  /** The definition that this execution keeps to. */
  readonly definition: Definition
  /** Epoch milliseconds. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly newToken: () => string
}

/** Step Functions fails an execution whose history would grow past this many events. */
const largestHistory = 25_000
/** Room for the events of one more step. */
const historyReserve = 10

/** Steps that are committed together at most: a definition may go round without ever waiting. */
const mostAtOnce = 20

/**
 * The steps of an execution that does not wait for anything, up to where it waits or ends: nothing outside happens between them.
 * Changes nothing itself: the caller commits what it returns, and only then do its effects begin.
 */
export function advance(execution: Execution, surroundings: Surroundings, most = mostAtOnce): Transition {
  const { progress, events } = advanceOnce(execution, surroundings)
  const reached = { ...execution, ...progress, lastEvent: execution.lastEvent + events.length }
  if (most === 1 || !isReady(reached)) return { progress, events }
  const rest = advance(reached, surroundings, most - 1)
  return { progress: { ...progress, ...rest.progress }, events: [...events, ...rest.events] }
}

function isReady({ status, position }: Execution): boolean {
  return status === 'RUNNING' && dueAtOf(position) === undefined
}

function advanceOnce(execution: Execution, surroundings: Surroundings): Transition {
  if (execution.lastEvent > largestHistory - historyReserve) {
    const cause = `The execution reached the maximum number of history events (${largestHistory}).`
    return failExecution({ error: 'States.Runtime', cause }, surroundings)
  }
  const state = stateOf(surroundings.definition, execution.state)
  try {
    return step(execution, state, surroundings)
  } catch (fault) {
    return failState(execution, state, surroundings, fault)
  }
}

function step(execution: Execution, state: State, surroundings: Surroundings): Transition {
  const { position } = execution
  switch (position.at) {
    case 'entry':
      return enter(execution, state, surroundings)
    case 'attempt':
      return schedule(execution, taskIn(state), surroundings)
    case 'result': {
      const { result } = position
      const { Output, Next } = taskIn(state)
      const output =
        Output === undefined ? result : evaluateTemplate(Output, { ...seenIn(execution), result })
      return leave(execution, 'Task', Next, output)
    }
    case 'error':
      return handleError(execution, taskIn(state), position, surroundings)
    case 'invocation':
    case 'callback':
    case 'backoff':
      throw new Error(`an execution that waits (${position.at}) cannot be advanced`)
    default:
      return position satisfies never
  }
}

/** Enters the execution's current state and does what it does at once: the whole of it, unless it is a task. */
function enter(execution: Execution, state: State, surroundings: Surroundings): Transition {
  const { progress, events } = begin(execution, state, surroundings)
  return { progress, events: [{ type: `${state.Type}StateEntered`, name: execution.state }, ...events] }
}

function begin(execution: Execution, state: State, surroundings: Surroundings): Transition {
  const { stateInput } = execution
  switch (state.Type) {
    case 'Task':
      return schedule(execution, state, surroundings)
    case 'Choice': {
      const seen = seenIn(execution)
      const rule = state.Choices.find(({ Condition }) => evaluateTemplate(Condition, seen) === true)
      return leave(execution, 'Choice', rule?.Next ?? state.Default, stateInput)
    }
    case 'Succeed':
      return {
        progress: { status: 'SUCCEEDED', stoppedAt: surroundings.now() },
        events: [{ type: 'SucceedStateExited', name: execution.state }, { type: 'ExecutionSucceeded' }],
      }
    case 'Fail':
      return failExecution({ error: state.Error, cause: state.Cause }, surroundings)
    default:
      return state satisfies never
  }
}

/** Makes a new attempt at a task: a new token, arguments evaluated anew, the clock of its timeout started. */
function schedule(execution: Execution, state: TaskState, surroundings: Surroundings): Transition {
  const token = surroundings.newToken()
  const callback = state.Resource.endsWith('.waitForTaskToken')
  const { FunctionName: functionName, Payload } = state.Arguments
  const { context, ...seen } = seenIn(execution)
  const payload = evaluateTemplate(Payload, {
    ...seen,
    context: { ...context, ...(callback ? { Task: { Token: token } } : {}) },
  })
  const timeoutAt = surroundings.now() + state.TimeoutSeconds * 1000
  return {
    progress: { position: { at: 'invocation', functionName, payload, token, callback, timeoutAt } },
    events: [{ type: 'TaskScheduled', name: execution.state }],
  }
}

/** Retry first, then Catch, and without either the end of the execution. */
function handleError(
  execution: Execution,
  state: TaskState,
  { error, cause, afterResult }: Extract<ExecutionPosition, { at: 'error' }>,
  surroundings: Surroundings,
): Transition {
  const retry = afterResult
    ? undefined
    : planRetry(state.Retry, error, execution.retries, surroundings.random)
  if (retry !== undefined) {
    const dueAt = surroundings.now() + retry.delayMs
    return { progress: { retries: retry.counts, position: { at: 'backoff', dueAt } }, events: [] }
  }
  const catcher = state.Catch.find((each) => matchesError(each.ErrorEquals, error))
  return catcher === undefined
    ? failExecution({ error, cause }, surroundings)
    : leave(execution, 'Task', catcher.Next, { Error: error, Cause: cause })
}

function leave(execution: Execution, kind: 'Task' | 'Choice', next: string, output: Json): Transition {
  return {
    progress: { state: next, stateInput: output, retries: [], position: { at: 'entry' } },
    events: [{ type: `${kind}StateExited`, name: execution.state }],
  }
}

/** What becomes of an execution whose step threw. */
function failState(
  execution: Execution,
  state: State,
  surroundings: Surroundings,
  fault: unknown,
): Transition {
  if (!(fault instanceof EvaluationFailed)) {
    const cause = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return failExecution({ error: 'States.Runtime', cause }, surroundings)
  }
  const { error, message: cause } = fault
  const { at } = execution.position
  const told: WorkflowEvent[] = [
    ...(at === 'entry' ? [{ type: `${state.Type}StateEntered`, name: execution.state } as const] : []),
    { type: 'EvaluationFailed', name: execution.state, error, cause },
  ]
  const { progress, events } =
    state.Type === 'Task'
      ? {
          progress: { position: { at: 'error', error, cause, afterResult: at === 'result' } } as const,
          events: [],
        }
      : failExecution({ error, cause }, surroundings)
  return { progress, events: [...told, ...events] }
}

/** Ends the execution with an error that nothing catches. */
function failExecution(
  failure: { readonly error: string; readonly cause: string },
  { now }: Surroundings,
): Transition {
  return {
    progress: { status: 'FAILED', stoppedAt: now(), ...failure },
    events: [{ type: 'ExecutionFailed', ...failure }],
  }
}

/** What the expressions of the current state can see. */
function seenIn({ stateInput, input, name }: Execution): States {
  return {
    input: stateInput,
    context: { Execution: { Input: jsonSchema.parse(JSON.parse(input)), Name: name } },
  }
}

function taskIn(state: State): TaskState {
  if (state.Type !== 'Task') throw new Error(`a ${state.Type} state neither waits nor fails by itself`)
  return state
}
