import type { Language } from '#workflows/language.ts'

interface RevenueTexts {
  readonly title: string
  readonly lead: string
  readonly none: string
  readonly bounded: (count: string) => string
  readonly drawn: string
  readonly legend: string
  readonly of: string
  readonly byYear: string
  readonly byContract: string
  readonly year: string
  readonly contract: string
  readonly proposal: string
  readonly expected: string
  readonly received: string
  readonly overdue: string
}

export const revenueTexts: Readonly<Record<Language, RevenueTexts>> = {
  fa: {
    title: 'درآمد شهرداری از قراردادها',
    lead: 'آنچه از قراردادهای ثبت‌شده در امور مالی انتظار می‌رود و آنچه دریافت شده است. هر دریافت در سالی شمرده می‌شود که سررسید قسط آن است.',
    none: 'هنوز قراردادی در امور مالی ثبت نشده است.',
    bounded: (count) => `تنها ${count} پروندهٔ بسته که تازه‌تر تغییر کرده‌اند شمرده شده است.`,
    drawn: 'مورد انتظار و دریافت‌شده، سال به سال',
    legend: 'نوار توخالی: مورد انتظار؛ نوار پر: دریافت‌شده.',
    of: 'از',
    byYear: 'سال به سال',
    byContract: 'قرارداد به قرارداد',
    year: 'سال',
    contract: 'قرارداد',
    proposal: 'طرح',
    expected: 'مورد انتظار',
    received: 'دریافت‌شده',
    overdue: 'سررسیدگذشته و دریافت‌نشده',
  },
  en: {
    title: 'Municipal revenue of the contracts',
    lead: 'What is expected of the contracts that finance has booked, and what has come. A payment counts in the Jalali year in which its instalment falls due.',
    none: 'Finance has booked no contract yet.',
    bounded: (count) => `Only the ${count} closed cases that changed last are counted.`,
    drawn: 'Expected and received, year by year',
    legend: 'Outlined: expected. Filled: received.',
    of: 'of',
    byYear: 'Year by year',
    byContract: 'Contract by contract',
    year: 'Year',
    contract: 'Contract',
    proposal: 'Proposal',
    expected: 'Expected',
    received: 'Received',
    overdue: 'Past due and not received',
  },
}
