import { isValidJalaaliDate, toGregorian } from 'jalaali-js'
import { normaliseDigits, normaliseLine } from '#workflows/text/normalise.ts'

/** No Jalali year in use is as high, no Gregorian one as low. */
const firstGregorianYear = 1700

/** What keyboards and programs put between the parts of a date. */
const between = / ?[\p{Pd}\u2212/\u2044\u2215\uff0f.\uff0e\u060d] ?/gu

/**
 * The day (`YYYY-MM-DD`) that people write as Jalali `1405/09/20` or as ISO `2026-12-11`, in digits of any kind. Undefined
 * when there is no such day.
 */
export function writtenDay(text: string): string | undefined {
  const line = normaliseDigits(normaliseLine(text)).replaceAll(between, '-')
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(line)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  const time = year < firstGregorianYear ? fromJalali(year, month, day) : fromGregorian(year, month, day)
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10)
}

function fromJalali(year: number, month: number, day: number): number | undefined {
  if (!isValidJalaaliDate(year, month, day)) return undefined
  const { gy, gm, gd } = toGregorian(year, month, day)
  return Date.UTC(gy, gm - 1, gd)
}

function fromGregorian(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined
}
