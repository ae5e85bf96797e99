import type { Text } from '#workflows/language.ts'
import type { Owed } from '#workflows/proposal/state.ts'

/** What the machine is at, where nobody else has to do something. */
export const owedWords: Readonly<Record<Owed['status'], Text>> = {
  'between-stages': { fa: 'آغاز مرحله', en: 'Opening stage' },
  'drawing-up': { fa: 'تنظیم قرارداد', en: 'Contract being drawn up' },
  sealing: { fa: 'مهر کردن قرارداد', en: 'Contract being sealed' },
  sealed: { fa: 'تحویل به امور مالی', en: 'Being delivered to finance' },
}
