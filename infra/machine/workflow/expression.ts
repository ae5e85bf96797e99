import jsonata from 'jsonata'
import { type Json, jsonSchema } from './json.ts'
import { jsonataFunctions } from './jsonata-functions.ts'
import { StatesError } from './states-error.ts'

/** What an expression can see: `$states`, and the variables that earlier states assigned. */
export interface Scope {
  readonly states: Readonly<Record<string, Json>>
  readonly variables: Readonly<Record<string, Json>>
  /** Epoch milliseconds; `$millis()` and `$now()` follow it, so that time travel reaches expressions. */
  readonly now: () => number
}

const opening = '{%'
const closing = '%}'

/** Parsing costs five to ten times an evaluation, and a definition has few expressions. */
const compiled = new Map<string, jsonata.Expression>()

function isExpression(text: string): boolean {
  return text.startsWith(opening) && text.endsWith(closing) && text.length >= 4
}

/**
 * Evaluates every expression inside a template and leaves the rest as it is.
 * @param location the field's name, for the error's cause.
 * @throws StatesError `States.QueryEvaluationError` when one fails or yields nothing.
 */
export async function evaluateTemplate(template: Json, scope: Scope, location: string): Promise<Json> {
  if (typeof template === 'string') {
    return isExpression(template) ? await evaluate(template, scope, location) : template
  }
  if (Array.isArray(template)) {
    const items: Json[] = []
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, scope, `${location}[${index}]`))
    }
    return items
  }
  if (typeof template === 'object' && template !== null) {
    const fields: [string, Json][] = []
    for (const [key, value] of Object.entries(template)) {
      fields.push([key, await evaluateTemplate(value, scope, `${location}/${key}`)])
    }
    return Object.fromEntries(fields)
  }
  return template
}

/** What is wrong with the expressions inside a template, found without running them. */
export function expressionFaults(template: Json, location: string): string[] {
  if (typeof template === 'string') {
    if (!isExpression(template)) {
      return template.trimStart().startsWith(opening) || template.trimEnd().endsWith(closing)
        ? [`field "${location}": a JSONata expression must start with {% and end with %}`]
        : []
    }
    try {
      const tree = JSON.stringify(compile(template).ast())
      return tree.includes('"value":"eval","type":"variable"')
        ? [`field "${location}": $eval is not supported`]
        : []
    } catch (fault) {
      return [`field "${location}": ${messageOf(fault)}`]
    }
  }
  if (typeof template !== 'object' || template === null) return []
  return Object.entries(template).flatMap(([key, value]) => expressionFaults(value, `${location}.${key}`))
}

async function evaluate(text: string, scope: Scope, location: string): Promise<Json> {
  const source = text.slice(opening.length, -closing.length).trim()
  const complain = (reason: string) =>
    new StatesError(
      'States.QueryEvaluationError',
      `The JSONata expression '${source}' specified for the field '${location}' ${reason}`,
      location,
    )
  let json: string | undefined
  try {
    const value: unknown = await compile(text).evaluate(undefined, {
      ...scope.variables,
      states: scope.states,
      millis: scope.now,
      now: () => new Date(scope.now()).toISOString(),
    })
    // Also drops the marks that jsonata leaves on its arrays.
    json = JSON.stringify(value, refuseFunctions)
  } catch (fault) {
    throw complain(`threw an error during evaluation. ${messageOf(fault)}`)
  }
  if (json === undefined) throw complain('returned nothing (undefined).')
  return jsonSchema.parse(JSON.parse(json))
}

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const expression = jsonata(text.slice(opening.length, -closing.length), { timeout: 5000, stack: 500 })
  for (const { name, implementation, signature } of jsonataFunctions) {
    expression.registerFunction(name, implementation, signature)
  }
  compiled.set(text, expression)
  return expression
}

function refuseFunctions(_: string, value: unknown): unknown {
  const isFunction = typeof value === 'object' && value !== null && '_jsonata_function' in value
  if (isFunction || typeof value === 'function') throw new TypeError('A function is no JSON')
  return value
}

function messageOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'message' in fault
    ? String(fault.message)
    : String(fault)
}
