import { totalShare } from './facts.ts'
import { englishAmount, englishDate, jalaliShort, persianAmount, persianDigits } from './persian.ts'
import { type Block, blocksOf, type Run } from './prose.ts'
import type { ContractTerms } from './terms.ts'

export interface AnnexTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Run[])[]
  /** The last line; absent when there is nothing to add up. */
  readonly total?: { readonly label: string; readonly amount: string }
  /** Said instead of an empty table. */
  readonly none: string
}

export interface Annexes {
  readonly plan: {
    readonly heading: string
    readonly parts: readonly { readonly heading: string; readonly blocks: readonly Block[] }[]
  }
  readonly schedule: { readonly heading: string; readonly table: AnnexTable }
  readonly conditions: {
    readonly heading: string
    readonly items: readonly (readonly Block[])[]
    readonly none: string
  }
}

const persianSchedule = (terms: ContractTerms): AnnexTable => ({
  head: ['ردیف', 'سه‌ماهه', 'پایان سه‌ماهه', 'میلادی', 'مبلغ (ریال)'],
  rows: terms.payments.map(({ due, amount, label }, index) => [
    persianDigits(index + 1),
    label.fa,
    jalaliShort(due),
    { code: due },
    persianAmount(amount),
  ]),
  ...(terms.payments.length === 0
    ? {}
    : { total: { label: 'جمع', amount: persianAmount(totalShare(terms)) } }),
  none: 'در برآورد طرح، مبلغی برای سهم شهرداری پیش‌بینی نشده است.',
})

/** The payments again, for readers of English. */
export const englishSchedule = (terms: ContractTerms): AnnexTable => ({
  head: ['No.', 'Quarter', 'Quarter ends', 'Amount (IRR)'],
  rows: terms.payments.map(({ due, amount, label }, index) => [
    String(index + 1),
    label.en,
    englishDate(due),
    englishAmount(amount),
  ]),
  ...(terms.payments.length === 0
    ? {}
    : { total: { label: 'Total', amount: englishAmount(totalShare(terms)) } }),
  none: 'No municipal share is estimated.',
})

/** The Persian annexes: the plan as it was proposed, the payments, and the reviewers' conditions. */
export const annexes = (terms: ContractTerms): Annexes => ({
  plan: {
    heading: 'پیوست ۱ – شرح طرح و آوردهٔ شهرداری',
    parts: [
      { heading: 'بخش نخست: شرح طرح', blocks: blocksOf(terms.subject) },
      { heading: 'بخش دوم: آوردهٔ شهرداری', blocks: blocksOf(terms.municipalAsk) },
    ],
  },
  schedule: { heading: 'پیوست ۲ – جدول پرداخت سهم شهرداری', table: persianSchedule(terms) },
  conditions: {
    heading: 'پیوست ۳ – شرایط تصویب',
    items: terms.conditions.map(blocksOf),
    none: 'طرح بدون شرط تصویب شده است.',
  },
})
