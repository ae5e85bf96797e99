import { dueAtOf, type Execution, type ExecutionPosition } from './execution.ts'
import type { Transition } from './journal.ts'
import { exceedsPayloadLimit, type Json } from './json.ts'

/** An attempt that is not over. */
export type OpenTask = Extract<ExecutionPosition, { at: 'invocation' | 'callback' }>

/** The attempt that a token belongs to, unless it is over. */
export function openTaskOf({ status, position }: Execution, token: string): OpenTask | undefined {
  if (status !== 'RUNNING' || (position.at !== 'invocation' && position.at !== 'callback')) return undefined
  return position.token === token ? position : undefined
}

/** The task ended well, with `result` as `$states.result`. */
export function succeedTask(execution: Execution, result: Json): Transition {
  if (exceedsPayloadLimit(JSON.stringify(result))) {
    const cause = 'The task returned a result with a size exceeding the maximum number of bytes'
    return failTask(execution, { error: 'States.DataLimitExceeded', cause })
  }
  return {
    progress: { position: { at: 'result', result } },
    events: [{ type: 'TaskSucceeded', name: execution.state }],
  }
}

export function failTask(
  { state }: Execution,
  failure: { readonly error: string; readonly cause: string },
): Transition {
  return {
    progress: { position: { at: 'error', ...failure, afterResult: false } },
    events: [{ type: 'TaskFailed', name: state, ...failure }],
  }
}

/** The function answered, but the task ends by its token. */
export function submitTask({ state }: Execution, { token, timeoutAt }: OpenTask): Transition {
  return {
    progress: { position: { at: 'callback', token, timeoutAt } },
    events: [{ type: 'TaskSubmitted', name: state }],
  }
}

/** What a timer that is due does; nothing when none is. */
export function passTime({ position, state }: Execution, now: number): Transition | undefined {
  if ((dueAtOf(position) ?? Number.POSITIVE_INFINITY) > now) return undefined
  if (position.at === 'backoff') return { progress: { position: { at: 'attempt' } }, events: [] }
  const error = 'States.Timeout'
  return {
    progress: { position: { at: 'error', error, cause: '', afterResult: false } },
    events: [{ type: 'TaskTimedOut', name: state, error }],
  }
}
