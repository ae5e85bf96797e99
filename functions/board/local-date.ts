import { startOfLocalDay } from '#workflows/programme/local-day.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'

const DAY = 86_400_000

/** The last instant of a day as people write it, in either calendar; undefined when there is no such day. */
export function endOfWrittenDay(text: string, timeZone: string): Date | undefined {
  const day = writtenDay(text)
  return day === undefined ? undefined : new Date(startOfLocalDay(Date.parse(day) / DAY + 1, timeZone) - 1)
}
