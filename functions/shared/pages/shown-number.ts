import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { persianDigits } from '#workflows/contract/persian.ts'
import type { Language, Text } from '#workflows/language.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { normaliseCode } from '#workflows/text/normalise.ts'
import { field } from './field.ts'
import { fieldsOf } from './form-faults.ts'
import type { Html } from './html.ts'
import { faultOf } from './parts.ts'

const name = 'shownNumber'

const words = {
  label: {
    fa: (number: string) => `عدد ${number} را اینجا بنویسید`,
    en: (number: string) => `Type the number ${number} here`,
  },
  hint: {
    fa: 'برنامه‌هایی که نامه‌ها را وارسی می‌کنند گاهی دکمه‌ها را هم می‌زنند؛ این عدد نشان می‌دهد که خود شما اینجا هستید.',
    en: 'Programs that check mail sometimes press buttons too. The number tells us that it is you.',
  },
  fault: {
    fa: 'عددی را که در همین صفحه آمده است با رقم‌های فارسی یا انگلیسی بنویسید.',
    en: 'Type the number that this page shows, in Persian or English digits.',
  },
} as const

/**
 * What a page asks its reader to type where everything else in a form could be ticked or pressed: whoever reads mail by
 * program opens links, ticks boxes and sends forms, but writes nothing that means something. Four digits that a link always
 * shows alike, so that nothing is stored and a page that was opened long ago still counts. See docs/adr/0010-programs-at-links.md.
 */
export function shownNumber(token: string): string {
  return String((Number.parseInt(digestOfBytes(`shown number ${token}`).slice(0, 8), 16) % 9000) + 1000)
}

export function numberField(spec: {
  readonly token: string
  readonly language: Language
  readonly faults?: readonly FieldFault[]
  /** Where two forms of a page ask for it: which of them this is. */
  readonly form?: string
}): Html {
  const { token, language, faults = [], form } = spec
  const number = shownNumber(token)
  return field({
    kind: 'digits',
    name,
    key: keyIn(form),
    label: words.label[language](language === 'fa' ? persianDigits(number) : number),
    hint: words.hint[language],
    language,
    required: true,
    maxLength: 12,
    length: 4,
    autocomplete: 'off',
    fault: faultOf(faults, keyIn(form), language),
  })
}

/** What is wrong with the number in a form; nothing where JSON is spoken, which no form on a page can send. */
export function numberFaults(
  { wants, body }: Pick<HttpRequest, 'wants' | 'body'>,
  token: string,
  form?: string,
): FieldFault[] {
  if (wants === 'json') return []
  const given = fieldsOf(body)[name]
  if (typeof given === 'string' && normaliseCode(given) === shownNumber(token)) return []
  const message: Text = words.fault
  return [{ field: keyIn(form), code: given === undefined || given === '' ? 'missing' : 'invalid', message }]
}

function keyIn(form: string | undefined): string {
  return form === undefined ? name : `${form}-${name}`
}
