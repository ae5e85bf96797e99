import { jalaaliMonthLength, toGregorian, toJalaali } from 'jalaali-js'

/** A day of the Jalali calendar; `month` and `day` count from 1. */
export interface JalaliDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The Jalali day of an ISO date (`YYYY-MM-DD`). */
export const jalaliOf = (isoDate: string): JalaliDate => {
  const [year = 0, month = 0, day = 0] = isoDate.split('-').map(Number)
  const { jy, jm, jd } = toJalaali(year, month, day)
  return { year: jy, month: jm, day: jd }
}

/** The ISO date (`YYYY-MM-DD`) of a Jalali day. */
export const isoOf = ({ year, month, day }: JalaliDate): string => {
  const { gy, gm, gd } = toGregorian(year, month, day)
  return `${String(gy).padStart(4, '0')}-${two(gm)}-${two(gd)}`
}

/** The first day of the month that lies `months` after the given one. */
export const firstOfMonth = ({ year, month }: JalaliDate, months: number): JalaliDate => {
  const index = year * 12 + (month - 1) + months
  return { year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 }
}

/** The last day of the given month. */
export const lastOfMonth = ({ year, month }: JalaliDate): JalaliDate => ({
  year,
  month,
  day: jalaaliMonthLength(year, month),
})

/** 1 (spring) to 4 (winter). */
export const quarterOf = ({ month }: JalaliDate): 1 | 2 | 3 | 4 => {
  if (month <= 3) return 1
  if (month <= 6) return 2
  return month <= 9 ? 3 : 4
}
