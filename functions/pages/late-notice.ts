import type { Language } from '#workflows/language.ts'
import type { Html } from './html.ts'
import { notice } from './parts.ts'

interface LateTexts {
  readonly title: string
  readonly detail: string
}

const lateTexts: Readonly<Record<Language, LateTexts>> = {
  fa: {
    title: 'روز مهلت گذشته است؛ پاسخ شما همچنان به شمار می‌آید',
    detail: 'پاسخ شما پذیرفته می‌شود و در پرونده نوشته می‌شود که پس از مهلت رسیده است.',
  },
  en: {
    title: 'The day has passed, your answer still counts',
    detail: 'It is accepted, and the case file says that it came after the deadline.',
  },
}

/** Said above a form that is still open though its last day is over. */
export function lateNotice(isLate: boolean, language: Language): Html | false {
  const { title, detail } = lateTexts[language]
  return isLate && notice('warning', title, detail)
}
