import { HOUR, MINUTE } from './duration.ts'
import { localDayOf, localInstant } from './local-day.ts'
import type { Programme, Span } from './programme.ts'
import { addTime, dayAway, daysOf, spanMilliseconds, subtractTime } from './spans.ts'
import { calendarOf, nthWorkingDay } from './working-calendar.ts'

type Noticing = Pick<Programme, 'timeZone' | 'calendar'>

/** When notices leave on a local day: the programme's hour of that day. */
const noticeOn = (day: number, { timeZone, calendar }: Noticing): Date => {
  const [hours = 0, minutes = 0] = calendar.noticeHour.split(':').map(Number)
  return new Date(localInstant(day, hours * HOUR + minutes * MINUTE, timeZone))
}

/**
 * The first moment at or after an instant at which notices leave: the programme's hour of a working day.
 * @throws RangeError when the calendar has no working day
 */
export const nextNotice = (from: Date, programme: Noticing): Date => {
  const today = localDayOf(from.getTime(), programme.timeZone)
  const day = noticeOn(today, programme) < from ? today + 1 : today
  return noticeOn(nthWorkingDay(day - 1, 1, calendarOf(programme)), programme)
}

/** The last moment at or before an instant at which notices leave. */
const lastNotice = (until: Date, programme: Noticing): Date => {
  const today = localDayOf(until.getTime(), programme.timeZone)
  const day = noticeOn(today, programme) > until ? today - 1 : today
  return noticeOn(nthWorkingDay(day + 1, -1, calendarOf(programme)), programme)
}

/**
 * When something is reminded of that began at `start` and is due at `end`: at the programme's hour of the day that is so many days
 * before the last one, or so many hours before the end. Where notices do not leave then, it is the last time before at which they
 * do, or, if it had not begun by then, the next one. Undefined where none lies between.
 */
export const reminderBefore = (
  end: Date,
  span: Span,
  { start, programme }: { start: Date; programme: Noticing },
): Date | undefined => {
  const calendar = calendarOf(programme)
  const days = daysOf(span)
  const last = localDayOf(end.getTime() - 1, calendar.timeZone)
  const wished =
    days === undefined
      ? subtractTime(end, spanMilliseconds(span), span, calendar)
      : noticeOn(dayAway(last, -days, span, calendar), programme)
  if (wished <= start) return undefined
  return [lastNotice(wished, programme), nextNotice(wished, programme)].find(
    (moment) => moment > start && moment < end,
  )
}

/**
 * When somebody hears of a silence that lasts so long after a moment: the first time at which notices leave on the day that is so
 * many days later, or from so many hours later on.
 */
export const noticeAfter = (from: Date, span: Span, programme: Noticing): Date => {
  const calendar = calendarOf(programme)
  const days = daysOf(span)
  if (days === undefined) return nextNotice(addTime(from, spanMilliseconds(span), span, calendar), programme)
  const day = dayAway(localDayOf(from.getTime(), calendar.timeZone), days, span, calendar)
  return nextNotice(noticeOn(day, programme), programme)
}
