import * as z from 'zod'

export const stateMachineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:Proposals'

export function executionArn(name: string): string {
  return `arn:aws:states:eu-central-1:000000000000:execution:Proposals:${name}`
}

/** A JSONata machine of the given states; the first one starts. */
export function machineOf(states: Record<string, unknown>, extra: Record<string, unknown> = {}) {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...extra }
}

const lambda = 'arn:aws:states:::lambda:invoke'
const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken'

/** A task that calls `work` with the given payload. */
export function taskOf(fields: Record<string, unknown> = {}, payload: unknown = '{% $states.input %}') {
  const { Next, ...rest } = fields
  return {
    Type: 'Task',
    Resource: lambda,
    Arguments: { FunctionName: 'work', Payload: payload },
    ...(Next === undefined ? { End: true } : { Next }),
    ...rest,
  }
}

/** A task that hands its token to `work`. */
export function callbackOf(fields: Record<string, unknown> = {}) {
  return taskOf({ Resource: callback, ...fields }, { token: '{% $states.context.Task.Token %}' })
}

const tokenPayload = z.object({ token: z.string() })

export function tokenIn(payload: unknown): string {
  return tokenPayload.parse(payload).token
}
