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

const gregorian = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** `15 Aban 1404 (6 November 2025)` of an ISO date. */
export const englishDate = (isoDate: string): string => {
  const { year, month, day } = jalaliOf(isoDate)
  return `${day} ${MONTHS[month - 1]?.en ?? ''} ${year} (${gregorian.format(new Date(`${isoDate}T00:00:00Z`))})`
}

const tehranTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Tehran',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `10:15:00`, the clock in Tehran at an instant (ISO 8601 with offset). */
export const tehranClock = (instant: string): string => tehranTime.format(new Date(instant))
