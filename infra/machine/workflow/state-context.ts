import type { State } from './definition-schema.ts'
import type { Execution } from './execution.ts'
import type { Scope } from './expression.ts'
import { type Json, jsonSchema } from './json.ts'
import type { MachineIdentity } from './machine-identity.ts'
import type { Definition } from './read-definition.ts'

/** What a step needs from outside. */
export interface Surroundings {
  readonly machine: MachineIdentity
  /** The definition that this execution keeps to. */
  readonly definition: Definition
  /** Epoch milliseconds. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly newToken: () => string
}

/** What `$states` holds besides input and context, where the field allows it. */
export interface Extras {
  readonly result?: Json
  readonly errorOutput?: Json
  readonly token?: string
}

/** A state that the definition was checked to have. */
export function stateOf(definition: Definition, name: string): State {
  const state = definition.states.get(name)
  if (state === undefined) throw new Error(`the definition of this execution has no state "${name}"`)
  return state
}

/** What the expressions of the current state can see. */
export function scopeOf(execution: Execution, surroundings: Surroundings, extras: Extras = {}): Scope {
  const { machine } = surroundings
  const { token, ...rest } = extras
  return {
    now: surroundings.now,
    variables: execution.variables,
    states: {
      ...rest,
      input: execution.stateInput,
      context: {
        Execution: {
          Id: machine.executionArn(execution.name),
          Input: jsonSchema.parse(JSON.parse(execution.input)),
          Name: execution.name,
          RoleArn: machine.roleArn,
          StartTime: isoTime(execution.startedAt),
          RedriveCount: execution.redrives,
        },
        State: {
          Name: execution.state,
          EnteredTime: isoTime(execution.enteredAt),
          RetryCount: execution.retries.reduce((sum, count) => sum + count, 0),
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
        ...(token === undefined ? {} : { Task: { Token: token } }),
      },
    },
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
