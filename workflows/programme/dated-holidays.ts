import { toGregorian } from 'jalaali-js'
import { DAY } from './duration.ts'
import { endOfLocalDay } from './local-day.ts'
import type { Programme, Span } from './programme.ts'
import { endOfSpan } from './spans.ts'
import { calendarOf } from './working-calendar.ts'

type Spans = Pick<
  Programme,
  'timeZone' | 'calendar' | 'confirmWithin' | 'reviseWithin' | 'stages' | 'settling' | 'signing' | 'finance'
>

/**
 * The end of the last holiday that is dated in one year. Holidays that move through the Jalali year are entered year by year,
 * so after it days may be counted as working days that are none. Undefined where all recur, or there are none.
 */
export const holidaysEnd = ({
  timeZone,
  calendar,
}: Pick<Programme, 'timeZone' | 'calendar'>): Date | undefined => {
  const dated = calendar.holidays.map(({ jalali }) => jalali).filter((jalali) => jalali.length > 5)
  const last = dated.toSorted().at(-1)
  if (last === undefined) return undefined
  const [year = 0, month = 0, day = 0] = last.split('-').map(Number)
  const { gy, gm, gd } = toGregorian(year, month, day)
  return new Date(endOfLocalDay(Date.UTC(gy, gm - 1, gd) / DAY, timeZone))
}

/** The latest deadline that could be made now. */
export const latestNewDeadline = (now: Date, programme: Spans): Date => {
  const { confirmWithin, reviseWithin, stages, settling, signing, finance } = programme
  const spans: Span[] = [
    confirmWithin,
    reviseWithin,
    ...[...stages, settling, signing, finance].map(({ deadline }) => deadline),
  ]
  const ends = spans.map((span) => endOfSpan(now, span, calendarOf(programme)).getTime())
  return new Date(Math.max(...ends))
}
