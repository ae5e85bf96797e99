import type { Language } from '#workflows/language.ts'
import { amountInWords } from './amount-in-words.ts'
import { dayInWords } from './day-in-words.ts'
import { field, type LineSpec } from './field.ts'
import { type Html, html } from './html.ts'

/** An amount as words, which a script writes anew while it is typed. */
export function amountBelow(amount: string, language: Language): Html {
  return html`<output data-words="amount">${amountInWords(amount, language)}</output>`
}

const example: Readonly<Record<Language, string>> = {
  fa: 'مانند ۱۴۰۵/۰۹/۲۰، یا به میلادی ‎2026-12-11.',
  en: 'Such as 1405/09/20, or 2026-12-11.',
}

/**
 * A question for a day, written in either calendar (`writtenDay` reads it): a browser's own picker knows the Gregorian one alone.
 * The day stands beneath in words, and a script writes it anew while it is typed.
 */
export function dayField(spec: Omit<LineSpec, 'ltr' | 'length' | 'maxLength' | 'below'>): Html {
  const { language, hint = example[language], value = '' } = spec
  const below = html`<output data-words="day">${dayInWords(value, language)}</output>`
  return field({ ...spec, kind: 'text', hint, below, ltr: true, length: 12, maxLength: 20 })
}
