import type { Act, Played } from './play-machine.ts'

type States = Readonly<Record<string, unknown>>

/** A state machine, what is done to one execution of it, and how AWS says that this goes. */
export interface AslCase {
  readonly name: string
  /** In a definition all of whose functions are the probe; the first state starts, unless `machine` says otherwise. */
  readonly states: States
  /** Fields of the definition beside its states. */
  readonly machine?: Readonly<Record<string, unknown>>
  /** All that an execution is started with. */
  readonly reference?: string
  readonly act?: Act
  readonly goes: Omit<Played, 'said'> & { readonly said?: Played['said'] }
}

/** Stands for the ARN of the function `probe.cjs`. */
export const probeFunction = '${Probe}'

/** What the functions of a case do, the reference being all that a machine hands on. */
export const asked = (what: object) => JSON.stringify(what)

const reference = '{% $states.context.Execution.Input.reference %}'

/** A call of the probe, which does what the reference says. */
export const probe = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: probeFunction, Payload: { reference } },
  TimeoutSeconds: 60,
  Output: { next: '{% $states.result.Payload.next %}' },
  Next: 'End',
  ...fields,
})

/** A wait for the token that the probe is given; the reference says what the probe does besides. */
export const waiting = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: {
    FunctionName: probeFunction,
    Payload: {
      reference,
      token: '{% $states.context.Task.Token %}',
      execution: '{% $states.context.Execution.Name %}',
    },
  },
  TimeoutSeconds: 60,
  Next: 'End',
  ...fields,
})

export const retry = (error: string, attempts: number) => ({
  ErrorEquals: [error],
  IntervalSeconds: 1,
  MaxAttempts: attempts,
  BackoffRate: 1,
  MaxDelaySeconds: 1,
  JitterStrategy: 'FULL',
})

export const caught = (error: string) => ({ Catch: [{ ErrorEquals: [error], Next: 'Help' }] })

export const done = { Type: 'Succeed' }
export const ends = { End: done }
export const helped = { End: done, Help: done }

/** The definition, whose functions are the probe of that name or ARN. */
export function definitionOf(
  { states, machine }: Pick<AslCase, 'states' | 'machine'>,
  functionName: string,
): string {
  const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...machine }
  return JSON.stringify(definition).replaceAll(probeFunction, functionName)
}
