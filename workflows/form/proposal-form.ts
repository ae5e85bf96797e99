import { verifyIranianLegalId, verifyIranianNationalId } from '@persian-tools/persian-tools'
import * as z from 'zod'
import { isEmailAddress } from '#workflows/text/email-address.ts'
import { hasWords, isWhole, lengthOf } from '#workflows/text/normalise.ts'
import { unprintable } from '#workflows/text/printability.ts'
import type { NumberField, TextField } from './field.ts'
import { type FieldFault, type FieldFaultCode, fieldFault, isFieldFaultCode } from './field-fault.ts'
import { type FieldId, fieldList, fields, isFieldId } from './fields.ts'
import { type Answers, readAnswers } from './read-answers.ts'

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
const faultOf = (issue: Issue, answers: Answers): FieldFault | undefined => {
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
    .refine((text) => min === 0 || hasWords(text), { ...rule('blank'), abort: true })
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

const choice = <const Value extends string>({ options }: { options: readonly { readonly value: Value }[] }) =>
  z.enum(options.map(({ value }) => value))

/** A code that nobody wrote for this purpose is still one text of bearable length. */
const POSTAL_CODE_LIMIT = 20

const isLegalId = (code: string): boolean => verifyIranianLegalId(code) === true
const isNationalCode = (code: string): boolean => verifyIranianNationalId(code, { checkPrefix: false })

const { annualRevenue, files } = fields
const { min, max } = annualRevenue

/** A proposal as it is stored: every answer normalised and within its limits. Built from the table of fields. */
export const proposalForm = z
  .object({
    applicantType: choice(fields.applicantType),
    orgName: prose(fields.orgName),
    legalId: digits(fields.legalId.length, isLegalId).exactOptional(),
    contactName: prose(fields.contactName),
    nationalCode: digits(fields.nationalCode.length, isNationalCode),
    mobile: z
      .string()
      .refine((number) => /^09\d{9}$/.test(number), rule('mobile'))
      .meta({ pattern: '^09[0-9]{9}$' }),
    email: z
      .string()
      .refine(isEmailAddress, rule('email'))
      .meta({ format: 'email', maxLength: fields.email.max }),
    /** Checked softly: see formWarnings. */
    postalCode: prose({ min: 0, max: POSTAL_CODE_LIMIT }).exactOptional(),
    knowledgeBased: choice(fields.knowledgeBased),
    title: prose(fields.title),
    titleEn: prose(fields.titleEn).exactOptional(),
    category: choice(fields.category),
    problem: prose(fields.problem),
    solution: prose(fields.solution),
    maturity: choice(fields.maturity),
    revenueModel: prose(fields.revenueModel),
    contractType: choice(fields.contractType),
    /** Per cent, with at most two decimals. */
    municipalShare: decimal(fields.municipalShare),
    /** Rials. */
    capex: whole(fields.capex),
    /** Rials, for the first, second and third year. */
    annualRevenue: z.tuple([whole({ min, max }), whole({ min, max }), whole({ min, max })]),
    durationMonths: whole(fields.durationMonths),
    municipalAsk: prose(fields.municipalAsk),
    risks: prose(fields.risks),
    files: z
      .array(z.string().refine((id) => /^[A-Za-z0-9_-]{22}$/.test(id), rule('file')))
      .min(files.minCount)
      .max(files.maxCount),
    consent: z.literal(true),
  })
  .refine(({ applicantType, legalId }) => applicantType !== 'company' || legalId !== undefined, {
    path: ['legalId'],
    ...rule('required'),
    // Also when other answers are wrong, so that all faults are named at once.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })

export type ProposalForm = z.infer<typeof proposalForm>

export type ParsedProposalForm =
  | { ok: true; form: ProposalForm; warnings: FieldFault[] }
  | { ok: false; faults: FieldFault[] }

/** Postal codes as the post office gives them out; codes change, so a surprise here is no reason to refuse. */
const USUAL_POSTAL_CODE = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/

const formWarnings = ({ postalCode }: ProposalForm): FieldFault[] =>
  postalCode === undefined || USUAL_POSTAL_CODE.test(postalCode)
    ? []
    : [fieldFault('postalCode', 'postal_code')]

/** What a contract prints word for word. */
const printed: ReadonlySet<string> = new Set([
  'orgName',
  'contactName',
  'title',
  'titleEn',
  'solution',
  'municipalAsk',
])

/**
 * Letters that were lost on their way, and letters that no contract could print. Asked of whoever sends a form, not of what is
 * stored: earlier releases took both.
 */
const letterFaults = (answers: Answers): FieldFault[] =>
  fieldList.flatMap(({ id }): FieldFault[] => {
    const answer = answers[id]
    if (typeof answer !== 'string') return []
    if (!isWhole(answer)) return [fieldFault(id, 'lost')]
    const letters = printed.has(id) ? unprintable(answer) : []
    return letters.length === 0 ? [] : [fieldFault(id, 'unprintable', { letters })]
  })

const order = Object.keys(fields)

/**
 * Reads a submitted proposal, from JSON with typed values or from a decoded form in which everything is text.
 * @returns the form with what is worth a second look, or every fault, in the order of the fields; never throws.
 */
export const parseProposalForm = (input: unknown): ParsedProposalForm => {
  const answers = readAnswers(input)
  const parsed = proposalForm.safeParse(answers)
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
