import type { Language } from '#workflows/language.ts'

interface AnswersTexts {
  readonly title: string
  readonly lead: string
  readonly change: string
  readonly total: string
  readonly share: string
  readonly send: string
  readonly toForm: string
}

export const answersTexts: Record<Language, AnswersTexts> = {
  fa: {
    title: 'پیش از فرستادن، پاسخ‌های خود را ببینید',
    lead: 'پیشنهاد هنوز فرستاده نشده است. اگر چیزی نادرست است با «تغییر» به همان پرسش بازگردید؛ همهٔ نوشته‌ها و پیوست‌ها می‌ماند.',
    change: 'تغییر',
    total: 'مجموع درآمد سه سال',
    share: 'سهم شهرداری از آن',
    send: 'تأیید و فرستادن پیشنهاد',
    toForm: 'بازگشت به فرم',
  },
  en: {
    title: 'Check your answers before you send them',
    lead: 'The proposal is not sent yet. If something is wrong, “Change” takes you back to that question; everything you wrote and attached stays.',
    change: 'Change',
    total: 'Revenue of the three years together',
    share: 'The municipality’s share of it',
    send: 'Confirm and send the proposal',
    toForm: 'Back to the form',
  },
}
