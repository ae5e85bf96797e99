import { HOUR, MINUTE } from './duration.ts'
import { localDayOf, localInstant } from './local-day.ts'
import type { Programme } from './programme.ts'
import { calendarOf, nthWorkingDay } from './working-calendar.ts'

type Noticing = Pick<Programme, 'timeZone' | 'calendar'>

/** When notices leave on a local day: the programme's hour of that day. Epoch milliseconds. */
const noticeOn = (day: number, { timeZone, calendar }: Noticing): number => {
  const [hours = 0, minutes = 0] = calendar.noticeHour.split(':').map(Number)
  return localInstant(day, hours * HOUR + minutes * MINUTE, timeZone)
}

/**
 * The first moment at or after an instant at which notices leave: the programme's hour of a working day.
 * @throws RangeError when the calendar has no working day
 */
export const nextNotice = (from: Date, programme: Noticing): Date => {
  const calendar = calendarOf(programme)
  const today = localDayOf(from.getTime(), calendar.timeZone)
  const day = noticeOn(today, programme) < from.getTime() ? today + 1 : today
  return new Date(noticeOn(nthWorkingDay(day - 1, 1, calendar), programme))
}
