import { durationMilliseconds, wholeDays } from './duration.ts'
import { endOfLocalDay, localDayOf } from './local-day.ts'
import type { Span } from './programme.ts'
import {
  addWorkingMilliseconds,
  type CalendarSettings,
  nthWorkingDay,
  subtractWorkingMilliseconds,
} from './working-calendar.ts'

/** So many days of a span; undefined where it names hours. */
export const daysOf = (span: Span): number | undefined =>
  wholeDays('working' in span ? span.working : span.calendar)

/** Milliseconds of a span; a day is 24 hours. */
export const spanMilliseconds = (span: Span): number =>
  durationMilliseconds('working' in span ? span.working : span.calendar)

/** The local day that is so many days of a span's kind (working or calendar) away from another. */
export const dayAway = (from: number, days: number, span: Span, calendar: CalendarSettings): number =>
  'working' in span ? nthWorkingDay(from, days, calendar) : from + days

/** The end of the nth day of a span's kind after the day of an instant, which is not counted. */
export const endOfDays = (start: Date, days: number, span: Span, calendar: CalendarSettings): Date => {
  const { timeZone } = calendar
  const last = dayAway(localDayOf(start.getTime(), timeZone), days, span, calendar)
  return new Date(endOfLocalDay(last, timeZone))
}

/** So many milliseconds later, in working time or by the clock. */
export const addTime = (start: Date, milliseconds: number, span: Span, calendar: CalendarSettings): Date =>
  'working' in span
    ? addWorkingMilliseconds(start, milliseconds, calendar)
    : new Date(start.getTime() + milliseconds)

/** The way back of {@link addTime}. */
export const subtractTime = (end: Date, milliseconds: number, span: Span, calendar: CalendarSettings): Date =>
  'working' in span
    ? subtractWorkingMilliseconds(end, milliseconds, calendar)
    : new Date(end.getTime() - milliseconds)

/**
 * The end of a span. In whole days it is the end of its last day, counted from the day after the start, in days of the
 * calendar's place; a span that names hours ends to the millisecond.
 * @throws RangeError when the span is no duration or the calendar has no working day
 */
export const endOfSpan = (start: Date, span: Span, calendar: CalendarSettings): Date => {
  const days = daysOf(span)
  return days === undefined
    ? addTime(start, spanMilliseconds(span), span, calendar)
    : endOfDays(start, days, span, calendar)
}
