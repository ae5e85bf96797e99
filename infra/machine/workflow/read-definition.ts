import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { machineSchema, type State, stateSchema } from './definition-schema.ts'
import { templateFaults } from './expression.ts'

export interface Definition {
  readonly startAt: string
  readonly states: ReadonlyMap<string, State>
}

/** A definition as it is kept beside the executions that were started with it. */
export interface KeptDefinition {
  readonly source: string
  /** SHA-256 of the source. */
  readonly digest: string
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

/**
 * Reads a state machine written in the Amazon States Language, or the part of it that the deployed file uses.
 * @throws UnsupportedDefinition naming every fault by state and field.
 */
export function readDefinition(source: unknown): Definition {
  const machine = machineSchema.safeParse(source)
  if (!machine.success) {
    throw new UnsupportedDefinition(machine.error.issues.flatMap((issue) => describe('State machine', issue)))
  }
  const faults: string[] = []
  const states = new Map<string, State>()
  for (const [name, raw] of Object.entries(machine.data.States)) {
    const state = readState(name, raw, faults)
    if (state !== undefined) states.set(name, state)
  }
  const { StartAt: startAt } = machine.data
  if (faults.length === 0) faults.push(...transitionFaults(startAt, states))
  if (faults.length > 0) throw new UnsupportedDefinition(faults)
  return { startAt, states }
}

export function keptDefinition(source: unknown): KeptDefinition {
  const text = JSON.stringify(source)
  return { source: text, digest: createHash('sha256').update(text).digest('hex') }
}

/** A state that the definition was checked to have. */
export function stateOf(definition: Definition, name: string): State {
  const state = definition.states.get(name)
  if (state === undefined) throw new Error(`the definition of this execution has no state "${name}"`)
  return state
}

function readState(name: string, raw: unknown, faults: string[]): State | undefined {
  const where = `State "${name}"`
  const type = typeof raw === 'object' && raw !== null && 'Type' in raw ? raw.Type : undefined
  if (!stateSchema.options.some((option) => option.shape.Type.value === type)) {
    faults.push(`${where}, field "Type": ${JSON.stringify(type) ?? 'nothing'} is not supported`)
    return undefined
  }
  const parsed = stateSchema.safeParse(raw)
  if (!parsed.success) {
    faults.push(...parsed.error.issues.flatMap((issue) => describe(where, issue)))
    return undefined
  }
  const state = parsed.data
  if (state.Type === 'Task') {
    const { Arguments, Output = null } = state
    faults.push(
      ...templateFaults(Arguments, 'Arguments').map((fault) => `${where}, ${fault}`),
      ...templateFaults(Output, 'Output').map((fault) => `${where}, ${fault}`),
    )
  }
  return state
}

/** Every way out of a state: the field that names it, and where it leads. */
function edgesOf(state: State): readonly (readonly [field: string, to: string])[] {
  switch (state.Type) {
    case 'Task':
      return [
        ['Next', state.Next],
        ...state.Catch.map(({ Next }, index) => [`Catch.${index}.Next`, Next] as const),
      ]
    case 'Choice':
      return [
        ...state.Choices.map(({ Next }, index) => [`Choices.${index}.Next`, Next] as const),
        ['Default', state.Default],
      ]
    case 'Succeed':
    case 'Fail':
      return []
    default:
      return state satisfies never
  }
}

function transitionFaults(startAt: string, states: ReadonlyMap<string, State>): string[] {
  if (!states.has(startAt)) return [`State machine, field "StartAt": there is no state "${startAt}"`]
  const faults: string[] = []
  const reached = new Set([startAt])
  for (const name of reached) {
    const state = states.get(name)
    for (const [field, to] of state === undefined ? [] : edgesOf(state)) {
      if (states.has(to)) reached.add(to)
      else faults.push(`State "${name}", field "${field}": there is no state "${to}"`)
    }
  }
  for (const name of states.keys()) {
    if (!reached.has(name)) faults.push(`State "${name}", field "StartAt": no transition leads here`)
  }
  return faults
}

function describe(where: string, issue: z.core.$ZodIssue): string[] {
  const field = (keys: readonly PropertyKey[]) => `${where}, field "${[...issue.path, ...keys].join('.')}"`
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${field([key])}: is not supported`)
    : [`${field([])}: ${issue.message}`]
}
