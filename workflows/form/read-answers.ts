import {
  normaliseCode,
  normaliseDigits,
  normaliseLine,
  normaliseMobile,
  normaliseProse,
} from '#workflows/text/normalise.ts'
import type { Field } from './field.ts'
import { type FieldId, fieldList } from './fields.ts'
import { readDecimal, readWholeNumber } from './written-number.ts'

/** What was answered, field by field: normalised and typed where it could be read, otherwise as it came. */
export type Answers = { [Id in FieldId]?: unknown }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ownValue = (input: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(input, key) ? input[key] : undefined

/** An empty answer is none. */
const filled = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

const readText = (value: unknown, normalise: (text: string) => string): unknown =>
  typeof value === 'string' ? filled(normalise(value)) : filled(value)

/** Minus zero is zero: the two would have different digests. */
const readNumber = (value: unknown, read: (text: string) => number | undefined): unknown => {
  const number = typeof value === 'string' ? (read(value) ?? readText(value, normaliseLine)) : filled(value)
  return number === 0 ? 0 : number
}

/** `name` repeated, `name[]`, or `name[0]`, `name[1]` and so on; one more than there may be, so that it is noticed. */
const listOf = (input: Record<string, unknown>, { id, most }: { id: string; most: number }): unknown => {
  const whole = filled(ownValue(input, id) ?? ownValue(input, `${id}[]`))
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole]
  const indexed = Array.from({ length: most + 1 }, (_, index) => ownValue(input, `${id}[${index}]`))
  const last = indexed.findLastIndex((value) => value !== undefined)
  return last < 0 ? undefined : indexed.slice(0, last + 1)
}

const readFiles = (list: unknown): unknown => {
  if (!Array.isArray(list)) return list
  const ids = list
    .map((value: unknown) => readText(value, normaliseLine))
    .filter((value) => value !== undefined)
  return ids.length === 0 ? undefined : [...new Set(ids)]
}

const readList = (list: unknown): unknown => {
  if (!Array.isArray(list)) return list
  const numbers = list.map((value: unknown) => readNumber(value, readWholeNumber))
  return numbers.every((number) => number === undefined) ? undefined : numbers
}

const isTicked = (value: unknown): boolean =>
  value === true || value === 1 || value === 'on' || value === 'true' || value === '1'

const readField = (field: Field, input: Record<string, unknown>): unknown => {
  const value = ownValue(input, field.id)
  switch (field.kind) {
    case 'text':
      return readText(value, normaliseLine)
    case 'textarea':
      return readText(value, normaliseProse)
    case 'digits':
      return readText(value, normaliseCode)
    case 'tel':
      return readText(value, normaliseMobile)
    case 'email':
      return readText(value, (text) => normaliseDigits(normaliseLine(text)))
    case 'select':
    case 'radio':
      return readText(value, normaliseLine)
    case 'int':
    case 'money':
      return readNumber(value, readWholeNumber)
    case 'decimal':
      return readNumber(value, readDecimal)
    case 'money-list':
      return readList(listOf(input, { id: field.id, most: field.count }))
    case 'files':
      return readFiles(listOf(input, { id: field.id, most: field.maxCount }))
    case 'checkbox':
      return isTicked(value) ? true : undefined
  }
}

/**
 * The answers in a JSON body or a decoded form (names to strings, or to lists where a name is repeated).
 * Names that are no fields are passed over, whatever they are.
 */
export const readAnswers = (input: unknown): Answers => {
  const source = isRecord(input) ? input : {}
  const answers: Answers = {}
  for (const field of fieldList) {
    const answer = readField(field, source)
    if (answer !== undefined) answers[field.id] = answer
  }
  return answers
}

/** A decoded form as one object, in which a repeated name has the list of its values. */
export const formInput = (pairs: Iterable<readonly [string, string]>): Record<string, unknown> => {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value])
  return Object.fromEntries(
    Array.from(values, ([name, list]): [string, unknown] => [name, list.length === 1 ? list[0] : list]),
  )
}
