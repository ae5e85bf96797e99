import type { Execution, Progress } from './execution.ts'
import { evaluateTemplate } from './expression.ts'
import type { WorkflowEvent } from './history.ts'
import { exceedsPayloadLimit, type Json } from './json.ts'
import { type Extras, type Surroundings, scopeOf, stateOf } from './state-context.ts'
import { StatesError } from './states-error.ts'

/** How a state is left: where to, and what is kept. */
export interface Exit {
  readonly output: Json | undefined
  /** The state's output when no Output is given. */
  readonly defaultOutput: Json
  readonly assign: Readonly<Record<string, Json>> | undefined
  /** Nothing at the end of the execution. */
  readonly next: string | undefined
  readonly extras?: Extras
}

/**
 * Evaluates Output and Assign, both against the variables as they were, and moves on.
 * @throws StatesError when an expression fails or its value is too large.
 */
export async function leaveState(
  execution: Execution,
  surroundings: Surroundings,
  exit: Exit,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const scope = scopeOf(execution, surroundings, exit.extras)
  const output =
    exit.output === undefined ? exit.defaultOutput : await evaluateTemplate(exit.output, scope, 'Output')
  const outputText = withinLimit(output, 'Output')
  const assigned: Record<string, Json> = {}
  const assignedTexts: Record<string, string> = {}
  for (const [name, template] of Object.entries(exit.assign ?? {})) {
    const value = await evaluateTemplate(template, scope, `Assign/${name}`)
    assignedTexts[name] = withinLimit(value, `Assign/${name}`)
    assigned[name] = value
  }
  const { Type: kind } = stateOf(surroundings.definition, execution.state)
  const details: Record<string, Json> = { name: execution.state, output: outputText }
  if (exit.assign !== undefined) details['assignedVariables'] = assignedTexts
  events.push({ type: `${kind}StateExited`, details })
  const variables = { ...execution.variables, ...assigned }
  if (exit.next === undefined) {
    events.push({ type: 'ExecutionSucceeded', details: { output: outputText } })
    return { status: 'SUCCEEDED', output: outputText, stoppedAt: surroundings.now(), variables }
  }
  return { state: exit.next, stateInput: output, variables, retries: [], position: { at: 'entry' } }
}

/** Ends the execution with an error that nothing catches. */
export function failExecution(
  failure: { readonly error?: string; readonly cause?: string },
  now: number,
  events: WorkflowEvent[],
): Partial<Progress> {
  events.push({ type: 'ExecutionFailed', details: { ...failure } })
  return { status: 'FAILED', stoppedAt: now, ...failure }
}

/** The value's JSON text. @throws StatesError when it is larger than Step Functions takes. */
export function withinLimit(value: Json, location: string): string {
  const text = JSON.stringify(value)
  if (exceedsPayloadLimit(text)) {
    throw new StatesError(
      'States.DataLimitExceeded',
      `The field '${location}' yields more than the maximum number of bytes`,
      location,
    )
  }
  return text
}
