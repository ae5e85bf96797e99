import type { Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import type { Expected } from '#workflows/proposal/obligations.ts'

/** What is overdue under a contract, in a few words. */
export function obligationWords({ kind, place }: Pick<Expected, 'kind' | 'place'>): Text {
  const number = formatNumber(place, 'fa')
  return {
    instalments: { fa: `قسط ${number} نرسیده است`, en: `instalment ${place} has not come` },
    guarantees: { fa: `اعتبار تضمین ${number} به پایان رسیده است`, en: `guarantee ${place} has expired` },
  }[kind]
}
