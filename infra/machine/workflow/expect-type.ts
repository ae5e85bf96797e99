import type * as z from 'zod'
import { StatesError } from './states-error.ts'

/** @throws StatesError when an expression's value has the wrong type for its field. */
export function expectType<Value>(schema: z.ZodType<Value>, value: unknown, location: string): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const cause = `The field '${location}' evaluated to ${JSON.stringify(value)}: ${parsed.error.issues[0]?.message}`
  throw new StatesError('States.QueryEvaluationError', cause, location)
}
