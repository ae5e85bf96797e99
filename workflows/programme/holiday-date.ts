import { isValidJalaaliDate } from 'jalaali-js'

const EVERY_YEAR = /^(\d{2})-(\d{2})$/
const ONE_YEAR = /^(1[34]\d{2})-(\d{2})-(\d{2})$/

/** Any leap year: the thirtieth of Esfand is a holiday in those years that have one. */
const LEAP_YEAR = 1403

/** Whether the text is a Jalali day of every year (`01-13`) or of one year (`1405-03-14`) that exists. */
export const isHolidayDate = (text: string): boolean => {
  const everyYear = EVERY_YEAR.exec(text)
  if (everyYear) return isValidJalaaliDate(LEAP_YEAR, Number(everyYear[1]), Number(everyYear[2]))
  const oneYear = ONE_YEAR.exec(text)
  if (!oneYear) return false
  return isValidJalaaliDate(Number(oneYear[1]), Number(oneYear[2]), Number(oneYear[3]))
}
