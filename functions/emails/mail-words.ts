import type { Language } from '#workflows/language.ts'
import type { ToldReview } from './mail-facts.ts'

/** How a message tells a reviewer's decision. */
export const decisionWords: Readonly<Record<Language, Readonly<Record<ToldReview['decision'], string>>>> = {
  fa: { approve: 'موافق', 'request-changes': 'خواهان اصلاح', reject: 'مخالف' },
  en: { approve: 'Approved', 'request-changes': 'Asked for changes', reject: 'Rejected' },
}

export const caseWord: Readonly<Record<Language, string>> = { fa: 'شمارهٔ پرونده', en: 'Case' }

/** Who sent the message, and what to do when its link does not open. */
export const footer: Readonly<Record<Language, (city: string, hasLink: boolean) => string>> = {
  fa: (city, hasLink) =>
    `این پیام را سامانهٔ تصویبِ شهرداری ${city} خودکار فرستاده است.${
      hasLink ? ' اگر پیوند باز نشد، نشانی آن را در مرورگر بنویسید.' : ''
    }`,
  en: (city, hasLink) =>
    `Sent automatically by Tasvib for the municipality of ${city}.${
      hasLink ? ' If the link does not open, paste its address into your browser.' : ''
    }`,
}
