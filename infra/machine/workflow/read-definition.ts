import type * as z from 'zod'
import { machineSchema, type State, stateSchema } from './definition-schema.ts'
import { expressionFaults } from './expression.ts'
import { jsonSchema } from './json.ts'

export interface Definition {
  readonly startAt: string
  readonly states: ReadonlyMap<string, State>
  /** Of a whole execution. */
  readonly timeoutSeconds: number | undefined
}

/** One way from a state to another. */
interface Edge {
  readonly field: string
  readonly to: string
  readonly kind: 'next' | 'choice' | 'catch'
}

/** Thrown for a state machine that this interpreter would not run as the cloud does; names state and field. */
export class UnsupportedDefinition extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The state machine cannot be run here:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    this.name = 'UnsupportedDefinition'
    this.faults = faults
  }
}

const supportedTypes = stateSchema.options.map((option) => option.shape.Type.value)

const jsonPathFields = new Set([
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultPath',
  'ResultSelector',
  'Result',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'ItemsPath',
  'Variable',
])

/**
 * Reads a state machine written in the Amazon States Language (source: states-language.net/spec.html).
 * @throws UnsupportedDefinition naming every fault by state and field.
 */
export function readDefinition(source: unknown): Definition {
  const machine = machineSchema.safeParse(source)
  if (!machine.success) {
    throw new UnsupportedDefinition(machine.error.issues.map((issue) => describe('State machine', issue)))
  }
  const faults: string[] = []
  const states = new Map<string, State>()
  for (const [name, raw] of Object.entries(machine.data.States)) {
    const state = readState(name, raw, faults)
    if (state !== undefined) states.set(name, state)
  }
  const { StartAt: startAt, TimeoutSeconds: timeoutSeconds } = machine.data
  if (faults.length === 0) faults.push(...transitionFaults(startAt, states))
  if (faults.length > 0) throw new UnsupportedDefinition(faults)
  return { startAt, states, timeoutSeconds }
}

/** Every way out of a state, in the order in which the definition writes them. */
function edgesOf(state: State): readonly Edge[] {
  switch (state.Type) {
    case 'Task':
      return [
        ...nextEdge(state.Next),
        ...(state.Catch ?? []).map(
          (catcher, index): Edge => ({
            field: `Catch.${index}.Next`,
            to: catcher.Next,
            kind: 'catch',
          }),
        ),
      ]
    case 'Choice':
      return [
        ...state.Choices.map(
          (rule, index): Edge => ({
            field: `Choices.${index}.Next`,
            to: rule.Next,
            kind: 'choice',
          }),
        ),
        ...(state.Default === undefined
          ? []
          : [{ field: 'Default', to: state.Default, kind: 'choice' } as const]),
      ]
    case 'Pass':
    case 'Wait':
      return nextEdge(state.Next)
    case 'Succeed':
    case 'Fail':
      return []
    default:
      return state satisfies never
  }
}

function nextEdge(to: string | undefined): Edge[] {
  return to === undefined ? [] : [{ field: 'Next', to, kind: 'next' }]
}

function readState(name: string, raw: unknown, faults: string[]): State | undefined {
  const where = `State "${name}"`
  const fields = typeof raw === 'object' && raw !== null ? raw : {}
  const type = 'Type' in fields ? fields.Type : undefined
  if (!supportedTypes.some((supported) => supported === type)) {
    faults.push(`${where}, field "Type": ${JSON.stringify(type) ?? 'nothing'} is not supported`)
    return undefined
  }
  for (const field of Object.keys(fields)) {
    if (jsonPathFields.has(field)) {
      faults.push(`${where}, field "${field}": belongs to JSONPath; only JSONata is supported`)
    }
  }
  const parsed = stateSchema.safeParse(raw)
  if (!parsed.success) {
    faults.push(...parsed.error.issues.flatMap((issue) => describeUnlessJsonPath(where, issue)))
    return undefined
  }
  const state = parsed.data
  faults.push(...shapeFaults(state).map((fault) => `${where}, ${fault}`))
  for (const [field, value] of Object.entries(state)) {
    if (field === 'Comment') continue
    faults.push(...expressionFaults(jsonSchema.parse(value), field).map((fault) => `${where}, ${fault}`))
  }
  return state
}

/** What a schema of single fields cannot say. */
function shapeFaults(state: State): string[] {
  const faults: string[] = []
  if (state.Type === 'Task' || state.Type === 'Pass' || state.Type === 'Wait') {
    if ((state.Next === undefined) === (state.End === undefined)) {
      faults.push('field "Next": exactly one of Next and End must be given')
    }
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    faults.push('field "Seconds": exactly one of Seconds and Timestamp must be given')
  }
  if (state.Type === 'Task') {
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
      faults.push('field "HeartbeatSeconds": must be smaller than TimeoutSeconds')
    }
    for (const field of ['Retry', 'Catch'] as const) {
      const list = state[field] ?? []
      const wildcard = list.findIndex((entry) => entry.ErrorEquals.includes('States.ALL'))
      if (wildcard !== -1 && wildcard !== list.length - 1) {
        faults.push(`field "${field}": States.ALL must come last`)
      }
    }
  }
  return faults
}

function transitionFaults(startAt: string, states: ReadonlyMap<string, State>): string[] {
  if (!states.has(startAt)) return [`State machine, field "StartAt": there is no state "${startAt}"`]
  const faults: string[] = []
  const reached = new Set([startAt])
  for (const name of reached) {
    const state = states.get(name)
    for (const edge of state === undefined ? [] : edgesOf(state)) {
      if (states.has(edge.to)) reached.add(edge.to)
      else faults.push(`State "${name}", field "${edge.field}": there is no state "${edge.to}"`)
    }
  }
  for (const name of states.keys()) {
    if (!reached.has(name)) faults.push(`State "${name}", field "StartAt": no transition leads here`)
  }
  return faults
}

function describeUnlessJsonPath(where: string, issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [describe(where, issue)]
  return issue.keys
    .filter((key) => issue.path.length > 0 || !jsonPathFields.has(key))
    .map((key) => `${where}, field "${[...issue.path, key].join('.')}": is not supported`)
}

function describe(where: string, issue: z.core.$ZodIssue): string {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  return `${where}, field "${[...issue.path, ...keys].join('.')}": ${issue.message}`
}

/** @throws UnsupportedDefinition when a placeholder such as `${AskLedgerFunction}` was left in a task. */
export function refusePlaceholders(definition: Definition): void {
  const faults = [...definition.states].flatMap(([name, state]) =>
    state.Type === 'Task' && state.Arguments.FunctionName.includes('${')
      ? [`State "${name}", field "Arguments.FunctionName": its placeholder was not replaced`]
      : [],
  )
  if (faults.length > 0) throw new UnsupportedDefinition(faults)
}
