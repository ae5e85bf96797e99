import type { Language } from '#workflows/language.ts'

interface PartsTexts {
  readonly faultsTitle: string
  readonly fault: string
  readonly asked: string
  readonly optional: string
  readonly choose: string
  readonly atTime: string
}

export const partsTexts: Record<Language, PartsTexts> = {
  fa: {
    faultsTitle: 'لطفاً موارد زیر را اصلاح کنید',
    fault: 'خطا:',
    asked: 'خواسته شده:',
    optional: '(اختیاری)',
    choose: 'انتخاب کنید',
    atTime: 'ساعت',
  },
  en: {
    faultsTitle: 'Please correct the following',
    fault: 'Error:',
    asked: 'Asked for:',
    optional: '(optional)',
    choose: 'Choose one',
    atTime: 'at',
  },
}
