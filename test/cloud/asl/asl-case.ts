import type { Act, Played } from './play-machine.ts'

type States = Readonly<Record<string, unknown>>

/** A state machine, what is done to one execution of it, and how AWS says that this goes. */
export interface AslCase {
  readonly name: string
  /** In a definition all of whose functions are the probe; the first state starts, unless `machine` says otherwise. */
  readonly states: States
  /** Fields of the definition beside its states. */
  readonly machine?: Readonly<Record<string, unknown>>
  readonly input?: unknown
  readonly act?: Act
  readonly goes: Omit<Played, 'said'> & { readonly said?: Played['said'] }
}

/** Stands for the ARN of the function `probe.cjs`. */
export const probeFunction = '${Probe}'

/** A call of the probe; `payload` says what it does. */
export const probe = (payload: unknown, fields: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: probeFunction, Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...fields,
})

/** A wait for the token that the probe is given; `payload` says what the probe does besides. */
export const waiting = (fields: object = { End: true }, payload: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: {
    FunctionName: probeFunction,
    Payload: {
      token: '{% $states.context.Task.Token %}',
      execution: '{% $states.context.Execution.Name %}',
      ...payload,
    },
  },
  ...fields,
})

/** Fails so often with an error of that name, and then answers. */
export const failing = (fails: number, error: string) => ({
  attempt: '{% $states.context.State.RetryCount %}',
  fails,
  error,
  answer: 'at last',
})

export const retry = (error: string, attempts: number) => ({
  ErrorEquals: [error],
  IntervalSeconds: 1,
  MaxAttempts: attempts,
  BackoffRate: 1,
})

export const caught = (error: string, next: string, fields: object = {}) => ({
  Catch: [{ ErrorEquals: [error], Next: next, ...fields }],
  End: true,
})

export const done = { Type: 'Succeed' }

export const helped = { Type: 'Pass', Output: 'helped', End: true }

/** The definition, whose functions are the probe of that name or ARN. */
export function definitionOf(
  { states, machine }: Pick<AslCase, 'states' | 'machine'>,
  functionName: string,
): string {
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...machine }
  return JSON.stringify(definition).replaceAll(probeFunction, functionName)
}
