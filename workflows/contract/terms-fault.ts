import { exampleWithin, rangeWords } from '#workflows/form/written-number.ts'
import { lostWords } from '#workflows/form/written-text.ts'
import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { unprintableWords } from '#workflows/text/printability.ts'
import { MOST_RIALS, type TermsField, type TermsFieldId, termsFields } from './terms-fields.ts'

/** Between which numbers an answer lies, and one that would pass. */
interface Range {
  readonly least: string
  readonly most: string
  readonly example: string
}

type TermsWording = (label: string, limit: string, range: Range, letters: readonly string[]) => string

/** Which field, and which of its lines where it has several. */
const placeOf = {
  fa: (label: string, line: string): string => (line === '' ? `«${label}»` : `«${label}»، مورد ${line}،`),
  en: (label: string, line: string): string => (line === '' ? `“${label}”` : `“${label}”, item ${line},`),
}

const rials = rangeWords({ min: 1, max: MOST_RIALS })

/** What can be wrong with an answer, in words; each says how to put it right. */
const wordings = {
  required: {
    fa: (label) => `«${label}» را بنویسید.`,
    en: (label) => `Please fill in “${label}”.`,
  },
  too_short: {
    fa: (label, limit) => `«${label}» دست‌کم ${limit} نویسه لازم دارد.`,
    en: (label, limit) => `“${label}” needs at least ${limit} characters.`,
  },
  too_long: {
    fa: (label, limit) => `«${label}» حداکثر ${limit} نویسه می‌پذیرد.`,
    en: (label, limit) => `“${label}” takes at most ${limit} characters.`,
  },
  number: {
    fa: (label, _, { least, most, example }) =>
      `«${label}» را با رقم و از ${least} تا ${most} بنویسید، مانند ${example}.`,
    en: (label, _, { least, most, example }) =>
      `Please write “${label}” in digits, from ${least} to ${most}, such as ${example}.`,
  },
  blank: {
    fa: (label) => `در «${label}» هیچ حرف یا رقمی دیده نمی‌شود.`,
    en: (label) => `No letter or digit is to be seen in “${label}”.`,
  },
  shape: {
    fa: (label) => `«${label}» به شکلی نرسیده است که خوانده شود؛ متن یا عدد بفرستید.`,
    en: (label) => `“${label}” did not come in a form that can be read; send text or a number.`,
  },
  lost: { fa: (label) => lostWords(`«${label}»`).fa, en: (label) => lostWords(`“${label}”`).en },
  unprintable: {
    fa: (label, limit, _, letters) => unprintableWords({ fa: placeOf.fa(label, limit), en: '' }, letters).fa,
    en: (label, limit, _, letters) => unprintableWords({ fa: '', en: placeOf.en(label, limit) }, letters).en,
  },
  min: {
    fa: (label, limit) => `«${label}» نباید کمتر از ${limit} باشد.`,
    en: (label, limit) => `“${label}” must not be less than ${limit}.`,
  },
  max: {
    fa: (label, limit) => `«${label}» نباید بیشتر از ${limit} باشد.`,
    en: (label, limit) => `“${label}” must not be more than ${limit}.`,
  },
  decimals: {
    fa: (label) => `«${label}» حداکثر دو رقم اعشار می‌پذیرد.`,
    en: (label) => `“${label}” takes at most two decimals.`,
  },
  option: {
    fa: (label) => `برای «${label}» یکی از گزینه‌ها را برگزینید.`,
    en: (label) => `Please choose one of the options for “${label}”.`,
  },
  digits: {
    fa: () => 'شناسهٔ ملی یازده رقم است و رقم کنترل آن باید بخواند.',
    en: () => 'A national legal id is eleven digits, of which the last one checks the others.',
  },
  iban: {
    fa: () => 'شماره شبا درست نیست: IR و ۲۴ رقم، با رقم‌های کنترل درست.',
    en: () => 'This is not an Iranian IBAN: IR and 24 digits with matching check digits.',
  },
  day: {
    fa: () => 'تاریخ را مانند ۱۴۰۵/۱۰/۰۱ بنویسید.',
    en: () => 'Write a date such as 1405/10/01.',
  },
  first_of_month: {
    fa: () => 'قرارداد از روز نخست یک ماه شمسی آغاز می‌شود، مانند ۱۴۰۵/۱۰/۰۱.',
    en: () => 'A contract starts on the first day of a Jalali month, such as 1405/10/01.',
  },
  quarter: {
    fa: (_, limit) => `سطر ${limit} خوانا نیست؛ مانند «بهار ۱۴۰۶: ۲۵۰٬۰۰۰٬۰۰۰» بنویسید.`,
    en: (_, limit) => `Line ${limit} cannot be read; write it like “Spring 1406: 250,000,000”.`,
  },
  quarter_amount: {
    fa: (_, limit) => `مبلغ سطر ${limit} را به ریال و بی‌اعشار، ${rials.fa} بنویسید.`,
    en: (_, limit) => `Write the amount of line ${limit} in whole rials, ${rials.en}.`,
  },
  quarter_outside: {
    fa: (_, limit) => `سه‌ماههٔ سطر ${limit} بیرون از مدت قرارداد است.`,
    en: (_, limit) => `The quarter of line ${limit} lies outside the contract's term.`,
  },
  quarter_twice: {
    fa: (_, limit) => `سه‌ماههٔ سطر ${limit} دو بار آمده است.`,
    en: (_, limit) => `The quarter of line ${limit} is named twice.`,
  },
  too_many: {
    fa: (label, limit) => `برای «${label}» حداکثر ${limit} مورد پذیرفته می‌شود.`,
    en: (label, limit) => `At most ${limit} can be taken for “${label}”.`,
  },
  guarantee_ends: {
    fa: (_, limit) =>
      `تضمین ${limit} پیش از پایان قرارداد و تسویهٔ آن به سر می‌رسد: اعتبار بلندتری بنویسید، یا تمدید آن را شرط قرارداد کنید.`,
    en: (_, limit) =>
      `Guarantee ${limit} ends before the contract and its settlement: give it a later expiry, or make its extension a term.`,
  },
  guarantee_amount: {
    fa: (_, limit) => `مبلغ تضمین ${limit} را به ریال و بی‌اعشار، ${rials.fa} بنویسید.`,
    en: (_, limit) => `Write the amount of guarantee ${limit} in whole rials, ${rials.en}.`,
  },
  guarantee: {
    fa: (_, limit) =>
      `تضمین ${limit} کامل نیست: نوع، مبلغ به ریال و صادرکننده لازم است و سررسید، اگر دارد، تاریخی مانند ۱۴۰۶/۱۲/۲۹ است.`,
    en: (_, limit) =>
      `Guarantee ${limit} is incomplete: it needs a type, an amount in rials and an issuer, and an expiry, if any, is a date such as 1406/12/29.`,
  },
} as const satisfies Record<string, Record<Language, TermsWording>>

export type TermsFaultCode = keyof typeof wordings

/** What is wrong with one answer; `code` is stable, `message` is for whoever filled in the form. */
export interface TermsFault {
  readonly field: TermsFieldId
  readonly code: TermsFaultCode
  readonly message: Text
}

/** `limit` is the figure that the message names: a bound, or which line. */
export const termsFault = (
  field: TermsFieldId,
  code: TermsFaultCode,
  limit = 0,
  letters: readonly string[] = [],
): TermsFault => {
  const asked: TermsField = termsFields[field]
  const { min = 0, max = MOST_RIALS } = asked
  const words = (language: Language): string => {
    const number = (value: number): string => formatNumber(value, language)
    const range = { least: number(min), most: number(max), example: number(exampleWithin({ min, max })) }
    const figure = code === 'unprintable' && limit === 0 ? '' : number(limit)
    return wordings[code][language](asked.label[language], figure, range, letters)
  }
  return { field, code, message: { fa: words('fa'), en: words('en') } }
}
