import type { Language } from '../language.ts'

const numberFormats: Record<Language, Intl.NumberFormat> = {
  fa: new Intl.NumberFormat('fa-IR-u-nu-arabext', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB-u-nu-latn', { maximumFractionDigits: 2 }),
}

/** With digits and separators of the language and at most two decimals: «۲٬۵۰۰», or "2,500". */
export const formatNumber = (value: number, language: Language): string =>
  numberFormats[language].format(value)

/** An amount of rials: «۲٬۵۰۰ ریال», or "IRR 2,500". */
export const formatMoney = (rials: number, language: Language): string =>
  language === 'fa' ? `${formatNumber(rials, 'fa')} ریال` : `IRR ${formatNumber(rials, 'en')}`
