import type { Language } from '#workflows/language.ts'
import { ended } from './deadline-words.ts'
import type { Html } from './html.ts'
import { notice } from './parts.ts'

const fa = {
  passed: { day: 'روز مهلت گذشته است', moment: 'ساعت مهلت گذشته است' },
  counts: (passed: string) => `${passed}؛ پاسخ شما همچنان به شمار می‌آید`,
  detail: 'پاسخ شما پذیرفته می‌شود و در پرونده نوشته می‌شود که پس از مهلت رسیده است.',
  /** Where silence gives the place to somebody else. */
  passing: 'اگر پاسخ ندهید، این کار به‌زودی به جانشین این جایگاه سپرده می‌شود.',
}

const en: typeof fa = {
  passed: { day: 'The day has passed', moment: 'The hour has passed' },
  counts: (passed) => `${passed}, your answer still counts`,
  detail: 'It is accepted, and the case file says that it came after the deadline.',
  passing: 'Without an answer this soon passes to the alternate.',
}

const lateTexts = { fa, en } as const

interface Due {
  readonly at: string
  readonly timeZone: string
}

/** What is said, on pages and in mails, of a time that is over; with `counts` to somebody whose answer is taken all the same. */
export function passedWords(due: Due, language: Language, { counts }: { readonly counts: boolean }): string {
  const texts = lateTexts[language]
  const passed = texts.passed[ended(due)]
  return counts ? texts.counts(passed) : passed
}

/** Said above a form that is still open though its last day, or the hour that was told, is over. */
export function lateNotice(
  { isLate, isPassingOn }: { readonly isLate: boolean; readonly isPassingOn: boolean },
  due: Due,
  language: Language,
): Html | false {
  const { detail, passing } = lateTexts[language]
  const title = passedWords(due, language, { counts: true })
  return isLate && notice('warning', title, isPassingOn ? `${detail} ${passing}` : detail)
}
