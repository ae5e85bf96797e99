import { englishWords } from '#workflows/contract/en-words.ts'
import { persianWords } from '#workflows/contract/fa-words.ts'
import { readWholeNumber } from '#workflows/form/written-number.ts'
import type { Language } from '#workflows/language.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'

/**
 * What stands beneath an amount that was typed, so that a missing zero is seen: digits in groups and words; in Persian also
 * tomans, in which people reckon. Empty while it is no whole amount. Browsers run this too.
 */
export function amountInWords(text: string, language: Language): string {
  const rials = readWholeNumber(text)
  if (rials === undefined || !Number.isSafeInteger(rials) || rials < 0) return ''
  const figure = formatMoney(rials, language)
  if (language === 'en') return `${figure}: ${englishWords(rials)} rials`
  const tomans = rials > 0 && rials % 10 === 0 ? `، برابر ${formatNumber(rials / 10, 'fa')} تومان` : ''
  return `${figure}: ${persianWords(rials)} ریال${tomans}`
}
