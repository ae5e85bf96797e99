import type * as z from 'zod'
import { lengthOf } from '#workflows/text/normalise.ts'
import { type FieldFault, type FieldFaultCode, fieldFault, isFieldFaultCode } from './field-fault.ts'
import { type FieldId, fields, isFieldId } from './fields.ts'
import type { Answers } from './read-answers.ts'

type Issue = z.core.$ZodIssue

const typeFault = (issue: Issue & { code: 'invalid_type' }, answer: unknown): FieldFaultCode => {
  switch (issue.expected) {
    case 'int':
      return typeof answer === 'number' ? 'whole' : 'number'
    case 'number':
      return 'number'
    case 'array':
    case 'tuple':
      return 'list'
    default:
      return 'type'
  }
}

const sizeFault = (
  issue: Issue & { code: 'too_small' | 'too_big' },
  field: FieldId,
): FieldFault | undefined => {
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  if (issue.origin !== 'array') return undefined
  if (fields[field].kind === 'money-list') return fieldFault(field, 'count', { limit })
  return issue.code === 'too_small' ? fieldFault(field, 'required') : fieldFault(field, 'too_many', { limit })
}

/** One finding of the form's schema in words; undefined when it is about no field. */
export const faultOf = (issue: Issue, answers: Answers): FieldFault | undefined => {
  const [id, index] = issue.path
  if (typeof id !== 'string' || !isFieldId(id)) return undefined
  const whole = answers[id]
  if (whole === undefined) return fieldFault(id, id === 'consent' ? 'consent' : 'required')
  const answer: unknown = Array.isArray(whole) && typeof index === 'number' ? whole[index] : whole
  const position = typeof index === 'number' ? index + 1 : undefined
  switch (issue.code) {
    case 'custom': {
      const { code, limit } = { code: issue.params?.['code'], limit: Number(issue.params?.['limit']) }
      const length = typeof answer === 'string' ? lengthOf(answer) : 0
      return isFieldFaultCode(code) ? fieldFault(id, code, { limit, length, position }) : undefined
    }
    case 'invalid_type':
      return fieldFault(id, typeFault(issue, answer), { position })
    case 'invalid_value':
      return fieldFault(id, 'option')
    case 'too_small':
      return sizeFault(issue, id) ?? fieldFault(id, 'min', { limit: Number(issue.minimum), position })
    case 'too_big':
      return sizeFault(issue, id) ?? fieldFault(id, 'max', { limit: Number(issue.maximum), position })
    default:
      return fieldFault(id, 'type', { position })
  }
}
