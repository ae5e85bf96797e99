import type { Json } from './json.ts'

/**
 * What expressions can see. A field may be missing: a task has a result only once it is over, and a token only where it
 * hands one out.
 */
export interface States {
  readonly input: Json
  readonly result?: Json
  readonly context: {
    readonly Execution: { readonly Input: Json; readonly Name: string }
    readonly Task?: { readonly Token: string }
  }
}

/** Raised where an expression yields nothing, under the name by which a state machine would catch it. */
export class EvaluationFailed extends Error {
  readonly error = 'States.QueryEvaluationError'
  override readonly name = 'EvaluationFailed'
}

/** The JSONata that the deployed file is written in: a value by its path, or whether that value is a certain text. */
const expression =
  /^\{%\s*\$states\.(?<path>(?:input|result|context\.Execution\.(?:Input|Name)|context\.Task\.Token)(?:\.[A-Za-z_]\w*)*)(?:\s*=\s*'(?<text>[^'\\]*)')?\s*%\}$/

/** Whether a text is an expression that says yes or no. */
export function isComparison(text: string): boolean {
  return expression.exec(text)?.groups?.['text'] !== undefined
}

/** What a template holds that cannot be evaluated here, by its field. */
export function templateFaults(template: Json, field: string): string[] {
  if (typeof template === 'string') {
    const isMeant = template.trimStart().startsWith('{%') || template.trimEnd().endsWith('%}')
    return isMeant && !expression.test(template)
      ? [`field "${field}": the expression ${template} is not supported`]
      : []
  }
  if (typeof template !== 'object' || template === null) return []
  return Object.entries(template).flatMap(([key, value]) => templateFaults(value, `${field}.${key}`))
}

/**
 * A JSON value with every expression inside it evaluated.
 * @throws EvaluationFailed when an expression yields nothing
 */
export function evaluateTemplate(template: Json, states: States): Json {
  if (typeof template === 'string') return evaluateText(template, states)
  if (typeof template !== 'object' || template === null) return template
  if (Array.isArray(template)) return template.map((each) => evaluateTemplate(each, states))
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, evaluateTemplate(value, states)]),
  )
}

function evaluateText(text: string, states: States): Json {
  const { path, text: expected } = expression.exec(text)?.groups ?? {}
  if (path === undefined) return text
  let value: unknown = states
  for (const key of path.split('.')) {
    // JSONata would look into each of a list's items.
    if (Array.isArray(value)) throw new EvaluationFailed(`The expression ${text} leads through a list`)
    value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }
  if (expected !== undefined) return value === expected
  if (value === undefined) throw new EvaluationFailed(`The expression ${text} yields nothing`)
  return value as Json
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
