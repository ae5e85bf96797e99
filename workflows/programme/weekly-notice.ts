import { DAY } from './duration.ts'
import { localDayOf, startOfLocalDay } from './local-day.ts'
import { nextNotice } from './notice-hour.ts'
import type { Programme, Weekday } from './programme.ts'

/** By `getUTCDay`. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

const weekdayOf = (day: number): Weekday => weekdays[new Date(day * DAY).getUTCDay()] ?? 'monday'

/**
 * The first moment after an instant at which weekly notices leave: the programme's hour of the week's first working day. It is
 * the same for every case, so that an office with a hundred of them gets a few mails a week and not one a day.
 * @throws RangeError when the calendar has no working day
 */
export const nextWeeklyNotice = (after: Date, programme: Pick<Programme, 'timeZone' | 'calendar'>): Date => {
  const { timeZone, calendar } = programme
  const weekend = new Set<Weekday>(calendar.weekend)
  const begins = (day: number): boolean =>
    weekend.size === 0
      ? weekdayOf(day) === 'monday'
      : weekend.has(weekdayOf(day - 1)) && !weekend.has(weekdayOf(day))
  for (let day = localDayOf(after.getTime(), timeZone); ; day += 1) {
    if (!begins(day)) continue
    const notice = nextNotice(new Date(startOfLocalDay(day, timeZone)), programme)
    if (notice > after) return notice
  }
}
