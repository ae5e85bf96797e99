import type { Language } from '#workflows/language.ts'

interface LayoutTexts {
  readonly skip: string
  readonly otherLanguage: string
  readonly questions: string
  readonly product: string
  readonly form: string
  readonly check: string
  readonly lostLink: string
}

/** Persian typography joins words with a zero-width non-joiner; keep it when changing these. */
export const layoutTexts: Record<Language, LayoutTexts> = {
  fa: {
    skip: 'رفتن به متن اصلی',
    otherLanguage: 'English',
    questions: 'پرسشی دارید؟ برای دبیرخانه بنویسید:',
    product: 'سامانهٔ تصویب؛ از پیشنهاد تا قرارداد',
    form: 'ثبت پیشنهاد',
    check: 'راستی‌آزمایی قرارداد',
    lostLink: 'پیوندم را گم کرده‌ام',
  },
  en: {
    skip: 'Skip to the main text',
    otherLanguage: 'فارسی',
    questions: 'Questions? Write to the case office:',
    product: 'Tasvib: from proposal to contract',
    form: 'Submit a proposal',
    check: 'Check a contract',
    lostLink: 'I lost my link',
  },
}
