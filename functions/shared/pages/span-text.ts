import type { Language } from '#workflows/language.ts'
import { DAY, durationMilliseconds } from '#workflows/programme/duration.ts'
import type { Span } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

/** Several lengths of one kind as one; null where some are working time and others are not. */
export function wholeSpan(spans: readonly Span[]): Span | null {
  const working = spans.flatMap((span) => ('working' in span ? [durationMilliseconds(span.working)] : []))
  const calendar = spans.flatMap((span) => ('calendar' in span ? [durationMilliseconds(span.calendar)] : []))
  if (calendar.length === 0) return { working: inDays(working) }
  return working.length === 0 ? { calendar: inDays(calendar) } : null
}

function inDays(lengths: readonly number[]): string {
  return `P${Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / DAY)}D`
}

/** A length of time in words, in whole or half days: «۳ روز کاری», "7 days". */
export function spanText(span: Span, language: Language): string {
  const working = 'working' in span
  const length = durationMilliseconds(working ? span.working : span.calendar)
  const days = Math.max(0.5, Math.round((length / DAY) * 2) / 2)
  const number = formatNumber(days, language)
  if (language === 'fa') return working ? `${number} روز کاری` : `${number} روز`
  return `${number} ${working ? 'working ' : ''}day${days === 1 ? '' : 's'}`
}
