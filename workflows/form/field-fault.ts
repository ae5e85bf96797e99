import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { unprintableWords } from '#workflows/text/printability.ts'
import type { Field } from './field.ts'
import type { FieldId } from './fields.ts'
import { fields } from './fields.ts'
import { exampleWithin } from './written-number.ts'
import { lostWords } from './written-text.ts'

/** What is wrong with one answer; `code` is stable, `message` is for whoever filled in the form. */
export interface FormFault {
  field: FieldId
  code: FieldFaultCode
  message: Text
}

/** The figures that a message may need. */
interface FaultFigures {
  readonly limit: number
  readonly length: number
  /** Counted from 1: which year, or which file. */
  readonly position: number | undefined
  /** That a contract cannot print. */
  readonly letters: readonly string[]
}

type FaultWording = (
  label: string,
  figures: {
    limit: string
    length: string
    position: string
    /** Between which numbers an answer lies, and one that would pass. */
    least: string
    most: string
    example: string
    letters: readonly string[]
  },
) => string

const wordings = {
  required: {
    fa: (label) => `لطفاً به «${label}» پاسخ دهید.`,
    en: (label) => `Please answer “${label}”.`,
  },
  type: {
    fa: (label) => `پاسخ «${label}» باید یک متن باشد.`,
    en: (label) => `The answer to “${label}” must be one text.`,
  },
  list: {
    fa: (label) => `پاسخ «${label}» باید یک فهرست باشد.`,
    en: (label) => `The answer to “${label}” must be a list.`,
  },
  too_short: {
    fa: (label, { limit, length }) => `«${label}» دست‌کم ${limit} نویسه لازم دارد؛ اکنون ${length} نویسه است.`,
    en: (label, { limit, length }) =>
      `“${label}” needs at least ${limit} characters; it has ${length} so far.`,
  },
  too_long: {
    fa: (label, { limit, length }) => `«${label}» حداکثر ${limit} نویسه می‌پذیرد؛ اکنون ${length} نویسه است.`,
    en: (label, { limit, length }) => `“${label}” takes at most ${limit} characters; it has ${length} now.`,
  },
  digits: {
    fa: (label, { limit }) => `«${label}» باید درست ${limit} رقم باشد.`,
    en: (label, { limit }) => `“${label}” must be exactly ${limit} digits.`,
  },
  check_digit: {
    fa: (label) => `«${label}» با رقم کنترل نمی‌خواند؛ لطفاً رقم‌ها را دوباره ببینید.`,
    en: (label) => `“${label}” does not match its check digit; please look at the digits again.`,
  },
  mobile: {
    fa: () => 'شمارهٔ تلفن همراه یازده رقم است و با ۰۹ آغاز می‌شود، مانند ۰۹۱۳۱۲۳۴۵۶۷.',
    en: () => 'A mobile number is eleven digits that start with 09, such as 09131234567.',
  },
  email: {
    fa: () => 'این نشانی رایانامه درست به نظر نمی‌رسد؛ یک نشانی مانند name@example.ir بنویسید.',
    en: () => 'This does not look like an email address; please write one such as name@example.ir.',
  },
  postal_code: {
    fa: () => 'این کد پستی معمول به نظر نمی‌رسد؛ اگر درست است، همین بماند.',
    en: () => 'This does not look like a usual postal code; leave it if it is right.',
  },
  option: {
    fa: (label) => `لطفاً برای «${label}» یکی از گزینه‌ها را برگزینید.`,
    en: (label) => `Please choose one of the options for “${label}”.`,
  },
  number: {
    fa: (label, { position, least, most, example }) =>
      `«${label}»${position} را با رقم و از ${least} تا ${most} بنویسید، مانند ${example}.`,
    en: (label, { position, least, most, example }) =>
      `Please write “${label}”${position} in digits, from ${least} to ${most}, such as ${example}.`,
  },
  blank: {
    fa: (label) => `در «${label}» هیچ حرف یا رقمی دیده نمی‌شود.`,
    en: (label) => `No letter or digit is to be seen in “${label}”.`,
  },
  lost: { fa: (label) => lostWords(`«${label}»`).fa, en: (label) => lostWords(`“${label}”`).en },
  unprintable: {
    fa: (label, { letters }) => unprintableWords({ fa: `«${label}»`, en: '' }, letters).fa,
    en: (label, { letters }) => unprintableWords({ fa: '', en: `“${label}”` }, letters).en,
  },
  whole: {
    fa: (label, { position }) => `«${label}»${position} باید عددی بدون اعشار باشد.`,
    en: (label, { position }) => `“${label}”${position} must be a whole number.`,
  },
  min: {
    fa: (label, { limit, position }) => `«${label}»${position} نباید کمتر از ${limit} باشد.`,
    en: (label, { limit, position }) => `“${label}”${position} must not be less than ${limit}.`,
  },
  max: {
    fa: (label, { limit, position }) => `«${label}»${position} نباید بیشتر از ${limit} باشد.`,
    en: (label, { limit, position }) => `“${label}”${position} must not be more than ${limit}.`,
  },
  scale: {
    fa: (label, { limit }) => `«${label}» حداکثر ${limit} رقم اعشار می‌پذیرد.`,
    en: (label, { limit }) => `“${label}” takes at most ${limit} decimals.`,
  },
  count: {
    fa: (label, { limit }) => `برای «${label}» درست ${limit} عدد لازم است.`,
    en: (label, { limit }) => `“${label}” needs exactly ${limit} numbers.`,
  },
  too_many: {
    fa: (label, { limit }) => `برای «${label}» حداکثر ${limit} مورد پذیرفته می‌شود.`,
    en: (label, { limit }) => `At most ${limit} can be taken for “${label}”.`,
  },
  file: {
    fa: (_, { position }) => `پیوست${position} شناخته نشد؛ لطفاً آن را دوباره بارگذاری کنید.`,
    en: (_, { position }) => `The attachment${position} is not known; please upload it again.`,
  },
  consent: {
    fa: () => 'برای ثبت پیشنهاد، تأیید این بخش لازم است.',
    en: () => 'Please confirm this part; a proposal cannot be taken without it.',
  },
} as const satisfies Record<string, Record<Language, FaultWording>>

export type FieldFaultCode = keyof typeof wordings

export const isFieldFaultCode = (code: unknown): code is FieldFaultCode =>
  typeof code === 'string' && Object.hasOwn(wordings, code)

/** Puts one fault into both languages. */
export const fieldFault = (
  field: FieldId,
  code: FieldFaultCode,
  figures: Partial<FaultFigures> = {},
): FormFault => {
  const { limit = 0, length = 0, position, letters = [] } = figures
  const asked: Field = fields[field]
  const { kind, label } = asked
  const [min, max] = 'scale' in asked || kind === 'money-list' ? [asked.min, asked.max] : [0, 0]
  const words = (language: Language, of: string): string => {
    const number = (value: number) => formatNumber(value, language)
    return wordings[code][language](label[language], {
      limit: number(limit),
      length: number(length),
      least: number(min),
      most: number(max),
      example: number(exampleWithin({ min, max })),
      letters,
      position: position === undefined ? '' : ` (${of} ${number(position)})`,
    })
  }
  const inYears = kind === 'money-list'
  return {
    field,
    code,
    message: { fa: words('fa', inYears ? 'سال' : 'شمارهٔ'), en: words('en', inYears ? 'year' : 'number') },
  }
}
