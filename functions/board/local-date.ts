import { writtenDay } from '#functions/edge/written-day.ts'
import { startOfLocalDay } from '#workflows/programme/local-day.ts'

const DAY = 86_400_000

/** The last instant of a day as people write it; undefined when there is no such day. */
export function endOfWrittenDay(text: string, timeZone: string): Date | undefined {
  const day = writtenDay(text)
  if (day === undefined) return undefined
  return new Date(startOfLocalDay(Date.parse(day) / DAY + 1, timeZone) - 1)
}
