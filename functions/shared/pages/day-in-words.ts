import type { Language } from '#workflows/language.ts'
import { formatBothCalendars, formatWeekday } from '#workflows/programme/jalali.ts'
import { writtenDay } from '#workflows/programme/written-day.ts'

/**
 * What stands beneath a date that was typed, so that a wrong year or the other calendar is seen: the day of the week and the
 * date in both calendars. Empty while it is no date. Browsers run this too.
 */
export function dayInWords(text: string, language: Language): string {
  const day = writtenDay(text)
  if (day === undefined) return ''
  const noon = new Date(`${day}T12:00:00Z`)
  return `${formatWeekday(noon, language, 'UTC')} ${formatBothCalendars(noon, language, 'UTC')}`
}
