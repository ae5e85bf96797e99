import { dueAtOf, type Execution, type Position } from './execution.ts'
import type { Transition } from './journal.ts'
import { exceedsPayloadLimit, type Json } from './json.ts'
import type { Definition } from './read-definition.ts'
import { resourceOf } from './schedule-task.ts'
import { stateOf } from './state-context.ts'

/** An attempt that is not over. */
export type OpenTask = Extract<Position, { at: 'invocation' | 'callback' }>

/** The attempt that a token belongs to, unless it is over. */
export function openTaskOf(execution: Execution, token: string): OpenTask | undefined {
  const { status, position } = execution
  if (status !== 'RUNNING' || (position.at !== 'invocation' && position.at !== 'callback')) return undefined
  return position.token === token ? position : undefined
}

/** The task ended well, with `result` as `$states.result`. */
export function succeedTask(execution: Execution, definition: Definition, result: Json): Transition {
  const output = JSON.stringify(result)
  if (exceedsPayloadLimit(output)) {
    const cause = 'The task returned a result with a size exceeding the maximum number of bytes'
    return failTask(execution, definition, { error: 'States.DataLimitExceeded', cause })
  }
  return {
    progress: { position: { at: 'result', result } },
    events: [{ type: 'TaskSucceeded', details: { ...resource(execution, definition), output } }],
  }
}

export function failTask(
  execution: Execution,
  definition: Definition,
  failure: { readonly error: string; readonly cause: string },
): Transition {
  return {
    progress: { position: { at: 'error', ...failure, afterResult: false } },
    events: [{ type: 'TaskFailed', details: { ...resource(execution, definition), ...failure } }],
  }
}

/** The function answered, but the task ends by its token. */
export function submitTask(
  execution: Execution,
  definition: Definition,
  task: OpenTask,
  result: Json,
): Transition {
  const { token, callback, timeoutAt, heartbeatSeconds, heartbeatAt } = task
  return {
    progress: { position: { at: 'callback', token, callback, timeoutAt, heartbeatSeconds, heartbeatAt } },
    events: [
      {
        type: 'TaskSubmitted',
        details: { ...resource(execution, definition), output: JSON.stringify(result) },
      },
    ],
  }
}

/** What a timer that is due does; nothing when none is. The execution's own deadline ends everything. */
export function passTime(execution: Execution, definition: Definition, now: number): Transition | undefined {
  const { position, deadline } = execution
  const due = dueAtOf(position) ?? Number.POSITIVE_INFINITY
  if (deadline !== undefined && deadline <= now && deadline <= due) {
    return {
      progress: { status: 'TIMED_OUT', stoppedAt: now, error: 'States.Timeout' },
      events: [{ type: 'ExecutionTimedOut', details: { error: 'States.Timeout' } }],
    }
  }
  if (due > now) return undefined
  switch (position.at) {
    case 'backoff':
      return { progress: { position: { at: 'attempt' } }, events: [] }
    case 'pause':
      return { progress: { position: { at: 'result', result: null } }, events: [] }
    case 'invocation':
    case 'callback': {
      const error = due < position.timeoutAt ? 'States.HeartbeatTimeout' : 'States.Timeout'
      return {
        progress: { position: { at: 'error', error, cause: '', afterResult: false } },
        events: [{ type: 'TaskTimedOut', details: { ...resource(execution, definition), error } }],
      }
    }
    case 'entry':
    case 'attempt':
    case 'result':
    case 'error':
      return undefined
    default:
      return position satisfies never
  }
}

function resource(execution: Execution, definition: Definition): { resourceType: string; resource: string } {
  const state = stateOf(definition, execution.state)
  if (state.Type !== 'Task') throw new Error(`"${execution.state}" is not a task`)
  return resourceOf(state)
}
