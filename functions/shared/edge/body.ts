import type * as z from 'zod'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { type Text, textSchema } from '#workflows/language.ts'

type Issue = z.core.$ZodIssue
type FaultWords = Pick<FieldFault, 'code' | 'message'>

/**
 * What zod found wrong, in the words of both languages, one fault per field. A field inside another is named as the form
 * names it: `scores[revenue]`. A `refine` brings its own words as `params: {code, message: {fa, en}}`.
 */
export function fieldFaults(error: z.ZodError): FieldFault[] {
  const faults = new Map<string, FieldFault>()
  for (const issue of error.issues) {
    for (const field of fieldsOf(issue)) {
      if (!faults.has(field)) faults.set(field, { field, ...wordsFor(issue) })
    }
  }
  return [...faults.values()]
}

function fieldsOf(issue: Issue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => formName([...issue.path, key]))
  return [formName(issue.path)]
}

function formName(path: readonly PropertyKey[]): string {
  const [first = '', ...inner] = path.map(String)
  return first + inner.map((name) => `[${name}]`).join('')
}

function wordsFor(issue: Issue): FaultWords {
  switch (issue.code) {
    case 'invalid_type':
      // zod tells an absent value from a wrong one in its message alone.
      return issue.message.endsWith('received undefined') ? missing : invalid
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum)
    case 'too_big':
      return tooBig(issue.origin, issue.maximum)
    case 'invalid_value':
      return {
        code: 'not-offered',
        message: { fa: 'یکی از گزینه‌ها را برگزینید.', en: 'Please choose one of the options.' },
      }
    case 'unrecognized_keys':
      return { code: 'unknown', message: { fa: 'چنین خانه‌ای نیست.', en: 'There is no such field.' } }
    case 'custom':
      return ownWords(issue.params)
    case 'invalid_format':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return invalid
  }
}

const missing: FaultWords = {
  code: 'missing',
  message: { fa: 'این خانه را پر کنید.', en: 'Please fill this in.' },
}
const invalid: FaultWords = {
  code: 'invalid',
  message: { fa: 'این مقدار درست نیست.', en: 'This is not a valid value.' },
}

function ownWords(params: Readonly<Record<string, unknown>> | undefined): FaultWords {
  const message = textSchema.safeParse(params?.['message'])
  if (!message.success) return invalid
  const code = params?.['code']
  return { code: typeof code === 'string' ? code : invalid.code, message: message.data }
}

function tooSmall(origin: string, minimum: number | bigint): FaultWords {
  if (origin !== 'string') return { code: 'too-small', message: bound('دست‌کم', 'At least', minimum) }
  if (minimum === 1) return missing
  return { code: 'too-short', message: bound('دست‌کم', 'At least', minimum, true) }
}

function tooBig(origin: string, maximum: number | bigint): FaultWords {
  if (origin !== 'string') return { code: 'too-large', message: bound('دست‌بالا', 'At most', maximum) }
  return { code: 'too-long', message: bound('دست‌بالا', 'At most', maximum, true) }
}

function bound(fa: string, en: string, limit: number | bigint, characters = false): Text {
  return {
    fa: `${fa} ${limit.toLocaleString('fa-IR')}${characters ? ' نویسه' : ''}.`,
    en: `${en} ${limit.toLocaleString('en-GB')}${characters ? ' characters' : ''}.`,
  }
}
