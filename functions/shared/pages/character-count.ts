import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { type Html, html } from './html.ts'

interface CountWords {
  readonly between: (min: string, max: string) => string
  readonly upTo: (max: string) => string
  /** `{n}` is what there is now. */
  readonly under: (min: string) => string
  readonly within: (max: string) => string
  readonly over: (max: string) => string
}

const countWords: Record<Language, CountWords> = {
  fa: {
    between: (min, max) => `از ${min} تا ${max} نویسه`,
    upTo: (max) => `تا ${max} نویسه`,
    under: (min) => `{n} نویسه نوشته‌اید؛ دست‌کم ${min} نویسه لازم است.`,
    within: (max) => `{n} از ${max} نویسه`,
    over: (max) => `{n} نویسه نوشته‌اید؛ حداکثر ${max} نویسه جا می‌شود.`,
  },
  en: {
    between: (min, max) => `${min} to ${max} characters`,
    upTo: (max) => `Up to ${max} characters`,
    under: (min) => `{n} characters so far; at least ${min} are needed.`,
    within: (max) => `{n} of ${max} characters`,
    over: (max) => `{n} characters; at most ${max} fit.`,
  },
}

/** How long an answer may be, in code points; where scripts run it counts along. Stands `below` a field of prose. */
export function characterCount(
  { min, max }: { readonly min: number; readonly max: number },
  language: Language,
): Html {
  const words = countWords[language]
  const [least, most] = [formatNumber(min, language), formatNumber(max, language)]
  const limits = min > 1 ? words.between(least, most) : words.upTo(most)
  return html`<span data-count data-min="${min}" data-max="${max}" data-under="${words.under(least)}" data-within="${words.within(most)}" data-over="${words.over(most)}">${limits}</span>`
}
