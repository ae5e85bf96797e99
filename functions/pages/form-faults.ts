import type * as z from 'zod'
import type { FieldFault } from '#functions/edge/problem.ts'
import type { Text } from '#workflows/language.ts'

/** A body as a record of fields; anything else has none. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
}

/** What was typed into a field, to show it again; empty when it is no text. */
export function typed(body: unknown, field: string): string {
  const value = fieldsOf(body)[field]
  return typeof value === 'string' ? value : ''
}

/** One fault for each wrong field, in the form's own words. */
export function formFaults(error: z.ZodError, words: Readonly<Record<string, Text>>): FieldFault[] {
  const faults = new Map<string, FieldFault>()
  for (const { path } of error.issues) {
    const field = String(path[0] ?? 'body')
    const message = words[field]
    if (message === undefined) throw new Error(`The field ${field} has no words for its fault`)
    if (!faults.has(field)) faults.set(field, { field, code: 'invalid', message })
  }
  return [...faults.values()]
}
