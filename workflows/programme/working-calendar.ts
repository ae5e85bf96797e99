import { d2j } from 'jalaali-js'
import { localDayOf, startOfLocalDay } from './local-day.ts'
import type { Programme, Weekday } from './programme.ts'

/** Which local days count: neither weekend nor holiday. */
export interface CalendarSettings {
  readonly timeZone: string
  readonly weekend: readonly Weekday[]
  /** `01-13` is that Jalali day of every year, `1405-03-14` of one. */
  readonly holidays: readonly { readonly jalali: string }[]
}

export const calendarOf = ({
  timeZone,
  calendar,
}: Pick<Programme, 'timeZone' | 'calendar'>): CalendarSettings => ({
  timeZone,
  ...calendar,
})

/** From day 0, Thursday 1 January 1970. */
const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const

/** The Julian day number of 1 January 1970. */
const EPOCH_JULIAN_DAY = 2_440_588

/** No working day in so many days in a row means a calendar that has none. */
const LONGEST_CLOSURE = 366

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const workingDays = ({ weekend, holidays }: CalendarSettings): ((day: number) => boolean) => {
  const closed = new Set<string>(weekend)
  const dates = new Set(holidays.map(({ jalali }) => jalali))
  return (day) => {
    const weekday = weekdays[((day % 7) + 7) % 7]
    if (weekday !== undefined && closed.has(weekday)) return false
    const { jy, jm, jd } = d2j(day + EPOCH_JULIAN_DAY)
    const date = `${twoDigits(jm)}-${twoDigits(jd)}`
    return !dates.has(date) && !dates.has(`${jy}-${date}`)
  }
}

const noWorkingDay = (): RangeError =>
  new RangeError(`The working calendar has no working day in ${LONGEST_CLOSURE} days`)

/** Whether the instant falls on a local day that is neither weekend nor holiday. */
export const isWorkingDay = (date: Date, calendar: CalendarSettings): boolean =>
  workingDays(calendar)(localDayOf(date.getTime(), calendar.timeZone))

/**
 * The nth working day after a local day (days since 1970-01-01), that day not counted; before it where n is negative.
 * @throws RangeError when the calendar has no working day
 */
export const nthWorkingDay = (from: number, n: number, calendar: CalendarSettings): number => {
  const works = workingDays(calendar)
  const step = Math.sign(n)
  let day = from
  let left = Math.abs(n)
  let closed = 0
  while (left > 0) {
    day += step
    if (works(day)) {
      left -= 1
      closed = 0
    } else if (++closed > LONGEST_CLOSURE) throw noWorkingDay()
  }
  return day
}

/**
 * The instant by which so much working time has passed since the start. Working time runs through all hours of
 * working days and stands still on others, so the result always falls on a working day: working time that
 * is used up at a midnight ends at the midnight that opens the next working day.
 * On a day on which clocks change, working time is the time that passes: 23 or 25 hours.
 * @param milliseconds zero or more
 * @throws RangeError when the length is negative or the calendar has no working day
 */
export const addWorkingMilliseconds = (
  start: Date,
  milliseconds: number,
  calendar: CalendarSettings,
): Date => {
  if (!(milliseconds >= 0)) throw new RangeError('Working time is added forwards only')
  const { timeZone } = calendar
  const works = workingDays(calendar)
  let at = start.getTime()
  let left = milliseconds
  let closed = 0
  for (let day = localDayOf(at, timeZone); ; day += 1) {
    const end = startOfLocalDay(day + 1, timeZone)
    if (works(day)) {
      if (left < end - at) return new Date(at + left)
      left -= end - at
      closed = 0
    } else if (++closed > LONGEST_CLOSURE) throw noWorkingDay()
    at = end
  }
}

/** The latest instant from which so much working time leads to the end; the way back of addWorkingMilliseconds. */
export const subtractWorkingMilliseconds = (
  end: Date,
  milliseconds: number,
  calendar: CalendarSettings,
): Date => {
  const { timeZone } = calendar
  const works = workingDays(calendar)
  let at = end.getTime()
  let left = milliseconds
  let closed = 0
  if (left === 0) return new Date(at)
  for (let day = localDayOf(at, timeZone); ; day -= 1) {
    const start = startOfLocalDay(day, timeZone)
    if (works(day)) {
      if (left <= at - start) return new Date(at - left)
      left -= at - start
      closed = 0
    } else if (++closed > LONGEST_CLOSURE) throw noWorkingDay()
    at = start
  }
}

/** Milliseconds of working time from one instant to another; negative when the second comes first. */
export const workingMillisecondsBetween = (from: Date, to: Date, calendar: CalendarSettings): number => {
  if (to < from) return -workingMillisecondsBetween(to, from, calendar)
  const { timeZone } = calendar
  const works = workingDays(calendar)
  const until = to.getTime()
  let at = from.getTime()
  let sum = 0
  for (let day = localDayOf(at, timeZone); at < until; day += 1) {
    const end = Math.min(startOfLocalDay(day + 1, timeZone), until)
    if (works(day)) sum += end - at
    at = end
  }
  return sum
}

/** How many working days there are from the day after one instant to the day of another, that day counted. */
export const workingDaysAfter = (from: Date, to: Date, calendar: CalendarSettings): number => {
  const works = workingDays(calendar)
  const last = localDayOf(to.getTime(), calendar.timeZone)
  let count = 0
  for (let day = localDayOf(from.getTime(), calendar.timeZone) + 1; day <= last; day += 1) {
    if (works(day)) count += 1
  }
  return count
}
