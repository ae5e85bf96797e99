import type { Language, Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { normaliseDigits, normaliseLine } from '#workflows/text/normalise.ts'

/** Digits, or groups of three behind one separator that stays the same. A group never begins with zero. */
const WHOLE = /^-?(?:\d+|[1-9]\d{0,2}(?:([,٬،' ])\d{3})(?:\1\d{3})*)$/
/** What amounts are printed with where nothing is below one: `1000.00`. Three zeros could be a group, so they are none. */
const NOTHING_BELOW_ONE = /(?<=\d)[.٫]0{1,2}$/
const DECIMAL = /^(.*?)(?:[.٫/](\d+))?$/
const SEPARATORS = /[,٬،' ]/g

/** Signs that stand for plainer ones: wide forms, and every dash for a minus. */
const plainer: Readonly<Record<string, string>> = { '’': "'", '，': ',', '．': '.', '／': '/', '％': '%' }

const lineOf = (text: string): string =>
  normaliseDigits(normaliseLine(text))
    .replaceAll(/[’，．／％]/g, (sign) => plainer[sign] ?? sign)
    .replace(/^[\p{Pd}\u2212]/u, '-')

const wholeIn = (line: string): number | undefined =>
  WHOLE.test(line) ? Number(line.replace(SEPARATORS, '')) : undefined

/**
 * The whole number that a text writes, in digits of any kind, with separators of thousands where thousands end. A fraction is
 * dropped when it is zero; any other is no whole number.
 * @returns undefined when it writes none
 */
export const readWholeNumber = (text: string): number | undefined =>
  wholeIn(lineOf(text).replace(NOTHING_BELOW_ONE, ''))

/**
 * The decimal number that a text writes; `.`, `٫` or, as in handwriting, `/` before the decimals, and `%` or `٪` after them.
 * @returns undefined when it writes none
 */
export const readDecimal = (text: string): number | undefined => {
  const line = lineOf(text).replace(/ ?[%٪]$/, '')
  const [, whole = '', decimals] = DECIMAL.exec(line) ?? []
  const isPlain = wholeIn(whole) !== undefined
  return isPlain ? Number(`${whole.replace(SEPARATORS, '')}.${decimals ?? '0'}`) : undefined
}

/** Round figures that people know, the largest first: an amount, a day's passengers, months, a score. */
const examples = [250_000_000, 1200, 12, 5, 1]

/** A number that would pass where the bounds are these, to show how one is written. */
export const exampleWithin = ({ min, max }: { readonly min: number; readonly max: number }): number =>
  examples.find((example) => example >= min && example <= max) ?? min

/** How a number within bounds is written, for a sentence that names the field: its limits, and one that would pass. */
export function rangeWords(bounds: { readonly min: number; readonly max: number }): Text {
  const [min, max, example] = [bounds.min, bounds.max, exampleWithin(bounds)]
  const say = (language: Language) => [min, max, example].map((number) => formatNumber(number, language))
  const [leastFa, mostFa, exampleFa] = say('fa')
  const [least, most, such] = say('en')
  return {
    fa: `با رقم و از ${leastFa} تا ${mostFa}، مانند ${exampleFa}`,
    en: `in digits, from ${least} to ${most}, such as ${such}`,
  }
}
