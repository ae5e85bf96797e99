import type { HttpRequest } from '#functions/shared/http/http.ts'
import { fieldsOf, typed } from '#functions/shared/pages/form-faults.ts'

/** Which button of the form was pressed. */
export const stepField = 'step'
export const changeField = 'change'

/**
 * What a sending asks for: to see its answers first, to change one of them, or to be recorded. The form's own buttons say so. JSON
 * sends, and so does a form that says nothing: a program's, or one that was opened before there was a page to check.
 */
export function stepOf({ wants, body }: Pick<HttpRequest, 'wants' | 'body'>): 'check' | 'change' | 'send' {
  if (wants === 'json') return 'send'
  if (typed(body, changeField) !== '') return 'change'
  return typed(body, stepField) === 'check' ? 'check' : 'send'
}

/** Every text that stands under a name, however often the form had it. */
export function writtenIn(body: unknown, name: string): string[] {
  const value = fieldsOf(body)[name]
  const all: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return all.filter((one) => typeof one === 'string')
}
