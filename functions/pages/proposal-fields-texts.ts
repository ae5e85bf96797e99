import type { Language } from '#workflows/language.ts'

interface ProposalFieldsTexts {
  readonly year: (number: string) => string
  readonly upload: string
  readonly uploadHint: string
  readonly kept: string
  readonly larger: string
}

export const proposalFieldsTexts: Record<Language, ProposalFieldsTexts> = {
  fa: {
    year: (number) => `سال ${number}`,
    upload: 'افزودن پیوست',
    uploadHint: 'مجموع حجم پیوست‌ها از راه این فرم حداکثر ۴ مگابایت است.',
    kept: 'این پرونده‌ها رسیده‌اند و نیازی به بارگذاری دوباره نیست؛ اگر یکی را نمی‌خواهید تیک آن را بردارید.',
    larger: 'راهنمای فرستادن پرونده‌های بزرگ‌تر برای برنامه‌نویسان',
  },
  en: {
    year: (number) => `Year ${number}`,
    upload: 'Add attachments',
    uploadHint: 'Through this form, all attachments together may have 4 MB.',
    kept: 'These files have arrived and need not be sent again. Untick one that you do not want.',
    larger: 'For programmers: how to send larger files',
  },
}
