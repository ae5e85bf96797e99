import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

/** One criterion as it is scored now; undefined while it is not. */
export interface Scored {
  readonly weight: number
  readonly score: number | undefined
}

const fa = {
  none: 'هنوز امتیازی نداده‌اید.',
  part: (total: string, scored: string, all: string) =>
    `تا اینجا ${total} از ۱۰۰، با امتیاز ${scored} معیار از ${all} معیار.`,
  whole: (total: string) => `جمع امتیاز شما ${total} از ۱۰۰ است.`,
  reaches: (minimum: string) => `این مرحله میانگین ${minimum} می‌خواهد؛ امتیاز شما به آن می‌رسد.`,
  misses: (minimum: string) => `این مرحله میانگین ${minimum} می‌خواهد؛ امتیاز شما کمتر از آن است.`,
}

const en: typeof fa = {
  none: 'You have given no score yet.',
  part: (total, scored, all) => `So far ${total} of 100, with ${scored} of ${all} criteria scored.`,
  whole: (total) => `Your scores come to ${total} of 100.`,
  reaches: (minimum) => `The stage needs a mean of ${minimum}; yours reaches it.`,
  misses: (minimum) => `The stage needs a mean of ${minimum}; yours is below it.`,
}

const words = { fa, en } as const

/** What one reviewer's scores come to while they are given, beside what the stage needs. Browsers run this too. */
export function runningTotal(
  scored: readonly Scored[],
  {
    scale: [lowest, highest],
    minimum,
  }: { readonly scale: readonly [number, number]; readonly minimum: number | undefined },
  language: Language,
): string {
  const say = words[language]
  const number = (value: number): string => formatNumber(value, language)
  const given = scored.filter(({ score }) => score !== undefined)
  if (given.length === 0) return say.none
  const total =
    Math.round(
      given.reduce(
        (sum, { weight, score = lowest }) => sum + ((score - lowest) / (highest - lowest)) * weight,
        0,
      ) * 100,
    ) / 100
  if (given.length < scored.length)
    return say.part(number(total), number(given.length), number(scored.length))
  const whole = say.whole(number(total))
  if (minimum === undefined) return whole
  return `${whole} ${total >= minimum ? say.reaches(number(minimum)) : say.misses(number(minimum))}`
}
