import type { Language } from '#workflows/language.ts'
import { DAY, durationMilliseconds } from '#workflows/programme/duration.ts'
import type { Span } from '#workflows/programme/programme.ts'
import { daysOf } from '#workflows/programme/spans.ts'
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

const HOUR = DAY / 24
const units: readonly { readonly length: number; readonly fa: string; readonly en: string }[] = [
  { length: DAY, fa: 'روز', en: 'day' },
  { length: HOUR, fa: 'ساعت', en: 'hour' },
  { length: HOUR / 60, fa: 'دقیقه', en: 'minute' },
]

/**
 * A length of time in words: «۳ روز کاری», "7 days". One that is told in hours ends at a moment, so it is never rounded to days:
 * "30 hours", "1 hour 30 minutes".
 */
export function spanText(span: Span, language: Language): string {
  const working = 'working' in span
  let left = durationMilliseconds(working ? span.working : span.calendar)
  const parts: string[] = []
  for (const { length, fa, en } of daysOf(span) === undefined ? units.slice(1) : units) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count === 0) continue
    const number = formatNumber(count, language)
    if (language === 'fa') parts.push(working ? `${number} ${fa} کاری` : `${number} ${fa}`)
    else parts.push(`${number} ${working ? 'working ' : ''}${en}${count === 1 ? '' : 's'}`)
  }
  return parts.join(language === 'fa' ? ' و ' : ' ')
}
