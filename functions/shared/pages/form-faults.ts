import * as z from 'zod'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { type Text, textSchema } from '#workflows/language.ts'

/** A body as a record of fields; anything else has none. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
}

/** What was typed into a field, to show it again; empty when it is no text. */
export function typed(body: unknown, field: string): string {
  const value = fieldsOf(body)[field]
  return typeof value === 'string' ? value : ''
}

/** What a check says of its failure by itself, in place of the form's words. */
const ownWords = z.object({ code: z.string(), message: textSchema })

/** The names of a form's fields, of each of its kinds where it has several. */
export type FieldsOf<Form> = Form extends unknown ? keyof Form & string : never

/** One fault for each wrong field, in the form's own words, of which each of its fields has some. */
export function formFaults<Form>(
  error: z.ZodError<Form>,
  words: Readonly<Record<FieldsOf<Form>, Text>>,
): FieldFault[] {
  const told: Readonly<Record<string, Text>> = words
  const faults = new Map<string, FieldFault>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? 'body')
    const message = told[field]
    if (message === undefined) throw new Error(`The field ${field} has no words for its fault`)
    const own = issue.code === 'custom' ? ownWords.safeParse(issue.params).data : undefined
    if (!faults.has(field)) faults.set(field, { field, ...(own ?? { code: 'invalid', message }) })
  }
  return [...faults.values()]
}
