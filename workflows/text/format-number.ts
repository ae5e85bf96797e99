import type { Language } from '#workflows/language.ts'

const numberFormats: Record<Language, Intl.NumberFormat> = {
  fa: new Intl.NumberFormat('fa-IR-u-nu-arabext', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB-u-nu-latn', { maximumFractionDigits: 2 }),
}

/** With digits and separators of the language and at most two decimals: «۲٬۵۰۰», or "2,500". */
export const formatNumber = (value: number, language: Language): string =>
  numberFormats[language].format(value)

const shortFormats: Record<Language, Intl.NumberFormat> = {
  fa: new Intl.NumberFormat('fa-IR-u-nu-arabext', { notation: 'compact', maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB-u-nu-latn', {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 1,
  }),
}

/** An amount of rials in few characters: «۱۱۲٫۵ میلیارد ریال», or "IRR 112.5 billion". */
export const formatShortMoney = (rials: number, language: Language): string => {
  const short = shortFormats[language].format(rials)
  return language === 'fa' ? `${short} ریال` : `IRR ${short}`
}

/** An amount of rials: «۲٬۵۰۰ ریال», or "IRR 2,500". */
export const formatMoney = (rials: number, language: Language): string =>
  language === 'fa' ? `${formatNumber(rials, 'fa')} ریال` : `IRR ${formatNumber(rials, 'en')}`
