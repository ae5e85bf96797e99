import { DAY } from '#workflows/programme/duration.ts'
import { endOfLocalDay } from '#workflows/programme/local-day.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'

/** The end of a day as people write it, in either calendar; undefined when there is no such day. */
export function endOfWrittenDay(text: string, timeZone: string): Date | undefined {
  const day = writtenDay(text)
  return day === undefined ? undefined : new Date(endOfLocalDay(Date.parse(day) / DAY, timeZone))
}
