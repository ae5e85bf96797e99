import { html } from 'hono/html'
import { formatGregorian, formatJalali, formatTime } from '#workflows/programme/jalali.ts'
import type { Markup } from './page.ts'

/** The time of a mail in both calendars. */
export function when(at: string, timeZone: string): Markup {
  const date = new Date(at)
  return html`<time datetime="${at}"><span lang="fa" dir="rtl">${formatJalali(date, 'fa', timeZone)}، ${formatTime(date, 'fa', timeZone)}</span> · <span dir="ltr">${formatGregorian(date, 'en', timeZone)}, ${formatTime(date, 'en', timeZone)}</span></time>`
}

export function attachmentPath(number: number, index: number): string {
  return `/mailbox/${number}/attachments/${index}`
}
