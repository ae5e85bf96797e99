import type { Language } from '#workflows/language.ts'
import { ended } from './deadline-words.ts'
import type { Html } from './html.ts'
import { notice } from './parts.ts'

const fa = {
  title: {
    day: 'روز مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید',
    moment: 'ساعت مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید',
  },
  detail: 'پاسخ شما پذیرفته می‌شود و در پرونده نوشته می‌شود که پس از مهلت رسیده است.',
  /** Where silence gives the place to somebody else. */
  passing: 'اگر پاسخ ندهید، این کار به‌زودی به جانشین شما سپرده می‌شود.',
}

const en: typeof fa = {
  title: {
    day: 'The day has passed, your answer still counts',
    moment: 'The hour has passed, your answer still counts',
  },
  detail: 'It is accepted, and the case file says that it came after the deadline.',
  passing: 'Without an answer this soon passes to your alternate.',
}

const lateTexts = { fa, en } as const

/** Said above a form that is still open though its last day, or the hour that was told, is over. */
export function lateNotice(
  { isLate, isPassingOn }: { readonly isLate: boolean; readonly isPassingOn: boolean },
  due: { readonly at: string; readonly timeZone: string },
  language: Language,
): Html | false {
  const { title, detail, passing } = lateTexts[language]
  return isLate && notice('warning', title[ended(due)], isPassingOn ? `${detail} ${passing}` : detail)
}
