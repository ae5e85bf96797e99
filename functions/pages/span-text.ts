import type { Language } from '#workflows/language.ts'
import { DAY, durationMilliseconds } from '#workflows/programme/duration.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import type { Span } from '#workflows/programme/programme.ts'

/** A length of time in words, in whole or half days: «۳ روز کاری», "7 days". */
export function spanText(span: Span, language: Language): string {
  const working = 'working' in span
  const length = durationMilliseconds(working ? span.working : span.calendar)
  const days = Math.max(0.5, Math.round((length / DAY) * 2) / 2)
  const number = formatNumber(days, language)
  if (language === 'fa') return working ? `${number} روز کاری` : `${number} روز`
  return `${number} ${working ? 'working ' : ''}day${days === 1 ? '' : 's'}`
}
