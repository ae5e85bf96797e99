import type { Language, Text } from '#workflows/language.ts'
import { once } from '#workflows/once.ts'
import { jalaliOf } from './jalali.ts'

const MONTHS = [
  { fa: 'فروردین', en: 'Farvardin' },
  { fa: 'اردیبهشت', en: 'Ordibehesht' },
  { fa: 'خرداد', en: 'Khordad' },
  { fa: 'تیر', en: 'Tir' },
  { fa: 'مرداد', en: 'Mordad' },
  { fa: 'شهریور', en: 'Shahrivar' },
  { fa: 'مهر', en: 'Mehr' },
  { fa: 'آبان', en: 'Aban' },
  { fa: 'آذر', en: 'Azar' },
  { fa: 'دی', en: 'Dey' },
  { fa: 'بهمن', en: 'Bahman' },
  { fa: 'اسفند', en: 'Esfand' },
] as const

const ZERO = 0x06f0

/** ASCII digits as Persian ones; the rest of the text stays. */
export const persianDigits = (text: string | number): string =>
  String(text).replaceAll(/\d/g, (digit) => String.fromCodePoint(ZERO + Number(digit)))

const grouped = (value: number | bigint, separator: string): string =>
  String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, separator)

/** A whole number in Persian digits, thousands parted by U+066C. */
export const persianAmount = (value: number | bigint): string => persianDigits(grouped(value, '٬'))

/** A whole number in ASCII digits, thousands parted by a comma. */
export const englishAmount = (value: number | bigint): string => grouped(value, ',')

/** A decimal in Persian digits with the Persian decimal separator U+066B. */
export const persianDecimal = (value: number): string => persianDigits(String(value).replace('.', '٫'))

const two = (value: number): string => String(value).padStart(2, '0')

/** `۱۵ آبان ۱۴۰۴` of an ISO date. */
export const jalaliLong = (isoDate: string): string => {
  const { year, month, day } = jalaliOf(isoDate)
  return `${persianDigits(day)} ${MONTHS[month - 1]?.fa ?? ''} ${persianDigits(year)}`
}

/** `۱۴۰۴/۰۸/۱۵` of an ISO date. */
export const jalaliShort = (isoDate: string): string => {
  const { year, month, day } = jalaliOf(isoDate)
  return persianDigits(`${year}/${two(month)}/${two(day)}`)
}

const gregorian = once(
  () => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }),
)

/** `15 Aban 1404 (6 November 2025)` of an ISO date. */
export const englishDate = (isoDate: string): string => {
  const { year, month, day } = jalaliOf(isoDate)
  return `${day} ${MONTHS[month - 1]?.en ?? ''} ${year} (${gregorian().format(new Date(`${isoDate}T00:00:00Z`))})`
}

/** `10:15:00`, the clock of a time zone at an instant (ISO 8601 with offset). */
export const clockOf = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant))

/** What readers call the zone: «وقت عادی ایران» or "Iran Standard Time". */
export const zoneName = (timeZone: string): Text => ({
  fa: nameOfZone('fa', timeZone),
  en: nameOfZone('en', timeZone),
})

const nameOfZone = (language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
