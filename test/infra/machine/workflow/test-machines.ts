import * as z from 'zod'

const done = { Type: 'Succeed' }

/** A JSONata machine of the given states and one that ends it; the first one starts. */
export function machineOf(states: Record<string, unknown>) {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: { ...states, Done: done } }
}

/** A task that calls `work` with the given payload, and is done. */
export function taskOf(
  fields: Record<string, unknown> = {},
  payload: unknown = { reference: '{% $states.input.reference %}' },
) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'work', Payload: payload },
    TimeoutSeconds: 99_999,
    Next: 'Done',
    ...fields,
  }
}

/** A task that hands its token to `work`. */
export function callbackOf(fields: Record<string, unknown> = {}) {
  const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken'
  return taskOf({ Resource, ...fields }, { token: '{% $states.context.Task.Token %}' })
}

/** A retrier that waits a second, and then twice as long each time. */
export function retryOf(error: string, fields: Record<string, unknown> = {}) {
  return {
    ErrorEquals: [error],
    IntervalSeconds: 1,
    MaxAttempts: 3,
    BackoffRate: 2,
    MaxDelaySeconds: 300,
    JitterStrategy: 'FULL',
    ...fields,
  }
}

const tokenPayload = z.object({ token: z.string() })

export function tokenIn(payload: unknown): string {
  return tokenPayload.parse(payload).token
}
