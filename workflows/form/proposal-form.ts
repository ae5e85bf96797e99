import { verifyIranianLegalId, verifyIranianNationalId } from '@persian-tools/persian-tools'
import * as z from 'zod'
import { once } from '#workflows/once.ts'
import { isEmailAddress } from '#workflows/text/email-address.ts'
import { hasWords, isWhole, lengthOf } from '#workflows/text/normalise.ts'
import { unprintable } from '#workflows/text/printability.ts'
import { type FieldFaultCode, type FormFault, fieldFault, isFieldFaultCode } from './field-fault.ts'
import type { DigitsField, Field, NumberField, TextField } from './field.ts'
import { type FieldId, fieldList, fields, isFieldId } from './fields.ts'
import { type Answers, readAnswers } from './read-answers.ts'

type FormIssue = z.core.$ZodIssue

const typeFault = (issue: FormIssue & { code: 'invalid_type' }, answer: unknown): FieldFaultCode => {
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
  issue: FormIssue & { code: 'too_small' | 'too_big' },
  field: FieldId,
): FormFault | undefined => {
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  if (issue.origin !== 'array') return undefined
  if (fields[field].kind === 'money-list') return fieldFault(field, 'count', { limit })
  return issue.code === 'too_small' ? fieldFault(field, 'required') : fieldFault(field, 'too_many', { limit })
}

/** One finding of the form's schema in words; undefined when it is about no field. */
const faultOf = (issue: FormIssue, answers: Answers): FormFault | undefined => {
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

/** A check whose failure field-fault.ts puts into words. */
const rule = (code: FieldFaultCode, limit = 0) => ({ params: { code, limit } })

/** Lengths are counted in code points, as JSON Schema counts them and readers nearly do. */
const prose = ({ min, max }: Pick<TextField, 'min' | 'max'>) =>
  z
    .string()
    .refine(hasWords, { ...rule('blank'), abort: true })
    .refine((text) => lengthOf(text) >= min, rule('too_short', min))
    .refine((text) => lengthOf(text) <= max, rule('too_long', max))
    .meta({ minLength: min, maxLength: max })

const digits = (length: number, isRight: (code: string) => boolean) =>
  z
    .string()
    .refine((code) => new RegExp(`^\\d{${length}}$`).test(code), { ...rule('digits', length), abort: true })
    .refine(isRight, rule('check_digit'))
    .meta({ pattern: `^[0-9]{${length}}$` })

const whole = ({ min, max }: Pick<NumberField, 'min' | 'max'>) => z.int().min(min).max(max)

const decimal = ({ min, max, scale }: NumberField) =>
  z
    .number()
    .min(min)
    .max(max)
    .refine((value) => Number(value.toFixed(scale)) === value, rule('scale', scale))

/** A code that nobody wrote for this purpose is still one text of bearable length. */
const POSTAL_CODE_LIMIT = 20

const digitsOf = ({ check, length }: DigitsField) => {
  switch (check) {
    case 'legal-id':
      return digits(length, (code) => verifyIranianLegalId(code) === true)
    case 'national-code':
      return digits(length, (code) => verifyIranianNationalId(code, { checkPrefix: false }))
    case 'free':
      // Checked softly: see formWarnings.
      return prose({ min: 0, max: POSTAL_CODE_LIMIT })
  }
}

const schemaOf = (field: Field) => {
  switch (field.kind) {
    case 'text':
    case 'textarea':
      return prose(field)
    case 'digits':
      return digitsOf(field)
    case 'tel':
      return z
        .string()
        .refine((number) => /^09\d{9}$/.test(number), rule('mobile'))
        .meta({ pattern: '^09[0-9]{9}$' })
    case 'email':
      return z.string().refine(isEmailAddress, rule('email')).meta({ format: 'email', maxLength: field.max })
    case 'select':
    case 'radio':
      return z.enum(field.options.map(({ value }) => value))
    case 'int':
    case 'money':
      return whole(field)
    case 'decimal':
      return decimal(field)
    case 'money-list':
      return z.tuple([whole(field), whole(field), whole(field)])
    case 'files':
      return z
        .array(z.string().refine((id) => /^[A-Za-z0-9_-]{22}$/.test(id), rule('file')))
        .min(field.minCount)
        .max(field.maxCount)
    case 'checkbox':
      return z.literal(true)
  }
}

/** What is stored as the answer to a field. */
type AnswerTo<F extends Field> = F extends { readonly options: readonly { readonly value: infer Value }[] }
  ? Value
  : F extends { readonly kind: 'int' | 'money' | 'decimal' }
    ? number
    : F extends { readonly kind: 'money-list' }
      ? [number, number, number]
      : F extends { readonly kind: 'files' }
        ? string[]
        : F extends { readonly kind: 'checkbox' }
          ? true
          : string

type SchemaOf<F extends Field> = F extends { readonly required: true }
  ? z.ZodType<AnswerTo<F>>
  : z.ZodExactOptional<z.ZodType<AnswerTo<F>>>

const shapeOfForm = () =>
  Object.fromEntries(
    fieldList.map((field) => [field.id, field.required ? schemaOf(field) : schemaOf(field).exactOptional()]),
  ) as unknown as { readonly [Id in FieldId]: SchemaOf<(typeof fields)[Id]> }

const requiredOfSome = fieldList.flatMap((field) =>
  field.requiredWhen === undefined ? [] : [{ id: field.id, when: field.requiredWhen }],
)

/** A proposal as it is stored: every answer normalised and within its limits. Made from the table of fields when it is needed. */
export const proposalForm = once(() =>
  requiredOfSome.reduce(
    (form, { id, when }) =>
      form.refine(
        (answers: Answers) => answers[when.field as FieldId] !== when.is || answers[id] !== undefined,
        {
          path: [id],
          ...rule('required'),
          // Also when other answers are wrong, so that all faults are named at once.
          when: ({ value }) => typeof value === 'object' && value !== null,
        },
      ),
    z.object(shapeOfForm()),
  ),
)

export type ProposalForm = z.infer<ReturnType<typeof proposalForm>>

export type ParsedProposalForm =
  | { ok: true; form: ProposalForm; warnings: FormFault[] }
  | { ok: false; faults: FormFault[] }

/** Postal codes as the post office gives them out; codes change, so a surprise here is no reason to refuse. */
const USUAL_POSTAL_CODE = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/

const formWarnings = ({ postalCode }: ProposalForm): FormFault[] =>
  postalCode === undefined || USUAL_POSTAL_CODE.test(postalCode)
    ? []
    : [fieldFault('postalCode', 'postal_code')]

/**
 * Letters that were lost on their way, and letters that no contract could print. Asked of whoever sends a form, not of what is
 * stored: earlier releases took both.
 */
const letterFaults = (answers: Answers): FormFault[] =>
  fieldList.flatMap((field): FormFault[] => {
    const { id } = field
    const answer = answers[id]
    if (typeof answer !== 'string') return []
    if (!isWhole(answer)) return [fieldFault(id, 'lost')]
    const letters = 'printed' in field && field.printed ? unprintable(answer) : []
    return letters.length === 0 ? [] : [fieldFault(id, 'unprintable', { letters })]
  })

const order = Object.keys(fields)

/**
 * Reads a submitted proposal, from JSON with typed values or from a decoded form in which everything is text.
 * @returns the form with what is worth a second look, or every fault, in the order of the fields; never throws.
 */
export const parseProposalForm = (input: unknown): ParsedProposalForm => {
  const answers = readAnswers(input)
  const parsed = proposalForm().safeParse(answers)
  const letters = letterFaults(answers)
  if (parsed.success && letters.length === 0)
    return { ok: true, form: parsed.data, warnings: formWarnings(parsed.data) }
  const others = (parsed.error?.issues ?? []).flatMap((issue) => faultOf(issue, answers) ?? [])
  const faults = [
    ...letters,
    ...others.filter(({ field }) => !letters.some((fault) => fault.field === field && fault.code === 'lost')),
  ]
  // What one answer makes of another is found last, and told where it is asked.
  return { ok: false, faults: faults.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field)) }
}
