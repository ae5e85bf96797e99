import { persianDigits } from '#workflows/contract/persian.ts'
import type { Language } from '#workflows/language.ts'
import { once } from '#workflows/once.ts'

const numberFormats: Record<Language, () => Intl.NumberFormat> = {
  fa: once(() => new Intl.NumberFormat('fa-IR-u-nu-arabext', { maximumFractionDigits: 2 })),
  en: once(() => new Intl.NumberFormat('en-GB-u-nu-latn', { maximumFractionDigits: 2 })),
}

/** With digits and separators of the language and at most two decimals: «۲٬۵۰۰», or "2,500". */
export const formatNumber = (value: number, language: Language): string => {
  // Nothing to part or to round, which is what most pages have: the first format of a process takes 10 ms.
  if (Number.isInteger(value) && value > 0 && value < 1000) {
    return language === 'fa' ? persianDigits(value) : String(value)
  }
  return numberFormats[language]().format(value)
}

const short = { notation: 'compact', maximumFractionDigits: 1 } as const
const shortFormats: Record<Language, () => Intl.NumberFormat> = {
  fa: once(() => new Intl.NumberFormat('fa-IR-u-nu-arabext', short)),
  en: once(() => new Intl.NumberFormat('en-GB-u-nu-latn', { ...short, compactDisplay: 'long' })),
}

/** An amount of rials in few characters: «۱۱۲٫۵ میلیارد ریال», or "IRR 112.5 billion". */
export const formatShortMoney = (rials: number, language: Language): string => {
  const amount = shortFormats[language]().format(rials)
  return language === 'fa' ? `${amount} ریال` : `IRR ${amount}`
}

/** An amount of rials: «۲٬۵۰۰ ریال», or "IRR 2,500". */
export const formatMoney = (rials: number, language: Language): string =>
  language === 'fa' ? `${formatNumber(rials, 'fa')} ریال` : `IRR ${formatNumber(rials, 'en')}`
