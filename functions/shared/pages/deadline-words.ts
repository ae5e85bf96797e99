import type { Language } from '#workflows/language.ts'
import { formatBothCalendars, formatDate, formatTime, formatWeekday } from '#workflows/programme/jalali.ts'
import { dayEndedAt } from '#workflows/programme/local-day.ts'
import { type Html, html } from './html.ts'

const fa = {
  /** Around the last day. */
  day: (day: string) => `تا پایان روز ${day}`,
  /** Around the day and the time of day, where a deadline ends at a moment. */
  moment: (day: string, time: string) => `تا ساعت ${time} ${day}`,
}

const en: typeof fa = {
  day: (day) => `${day}, until the end of the day`,
  moment: (day, time) => `${day}, until ${time}`,
}

const words = { fa, en } as const

const sentAt: Readonly<Record<Language, string>> = { fa: '، ساعت', en: ', at' }

/** Says a date (of an instant within it) in a language, by the clocks of a zone. */
type SayDate = (date: Date, language: Language, timeZone: string) => string

function said(at: string, language: Language, timeZone: string, sayDate: SayDate): string {
  const say = (date: Date, zone: string): string =>
    `${formatWeekday(date, language, zone)} ${sayDate(date, language, zone)}`
  const moment = new Date(at)
  const last = dayEndedAt(moment.getTime(), timeZone)
  return last === undefined
    ? words[language].moment(say(moment, timeZone), formatTime(moment, language, timeZone))
    : words[language].day(say(new Date(`${last}T12:00:00Z`), 'UTC'))
}

/** With what a deadline ends: its last day, or a moment of one. */
export function ended({
  at,
  timeZone,
}: {
  readonly at: string
  readonly timeZone: string
}): 'day' | 'moment' {
  return dayEndedAt(Date.parse(at), timeZone) === undefined ? 'moment' : 'day'
}

/**
 * Until when something is due, as every mail, page and line of the ledger says it: weekday and date in both calendars, and the
 * end of that day, or the time of day where the deadline is a moment. The midnight that ends a day is never told as a time.
 */
export function deadlineWords(at: string, language: Language, timeZone: string): string {
  return said(at, language, timeZone, formatBothCalendars)
}

/** When something is done, not until when: weekday, date in both calendars, and the time of day. */
export function momentWords(at: string, language: Language, timeZone: string): string {
  const moment = new Date(at)
  const day = `${formatWeekday(moment, language, timeZone)} ${formatBothCalendars(moment, language, timeZone)}`
  return `${day}${sentAt[language]} ${formatTime(moment, language, timeZone)}`
}

/** The same on a page. */
export function deadlineView(at: string, language: Language, timeZone: string): Html {
  return html`<time datetime="${machineTime(at, timeZone)}">${deadlineWords(at, language, timeZone)}</time>`
}

/** The same in the readers' own calendar alone: for tables. */
export function deadlineInTable(at: string, language: Language, timeZone: string): Html {
  return html`<time datetime="${machineTime(at, timeZone)}">${said(at, language, timeZone, formatDate)}</time>`
}

/** For programs: the day that a deadline ends with, or its moment. */
export function machineTime(at: string, timeZone: string): string {
  return dayEndedAt(Date.parse(at), timeZone) ?? at
}
