import type { Language } from '#workflows/language.ts'

interface ProposalFieldsTexts {
  readonly year: (number: string) => string
  readonly sections: string
  readonly faulty: string
  /** As the declaration calls them. */
  readonly terms: string
}

export const proposalFieldsTexts: Record<Language, ProposalFieldsTexts> = {
  fa: {
    year: (number) => `سال ${number}`,
    sections: 'بخش‌های فرم',
    faulty: 'نیاز به اصلاح',
    terms: 'شرایط',
  },
  en: {
    year: (number) => `Year ${number}`,
    sections: 'Sections of the form',
    faulty: 'needs correcting',
    terms: 'the terms',
  },
}
