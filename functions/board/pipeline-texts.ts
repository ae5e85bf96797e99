import type { Language } from '#workflows/language.ts'

interface PipelineTexts {
  readonly title: string
  readonly back: string
  readonly total: string
  readonly bounded: (count: string) => string
  readonly ageDrawn: string
  readonly revenueDrawn: string
  readonly table: string
  readonly step: string
  readonly cases: string
  readonly median: string
  readonly longest: string
  readonly revenue: string
  readonly days: (count: string, value: number) => string
}

export const pipelineTexts: Readonly<Record<Language, PipelineTexts>> = {
  fa: {
    title: 'طرح‌های در جریان',
    back: 'همهٔ پرونده‌ها',
    total: 'درآمد سه‌سالهٔ مورد انتظار از پرونده‌های باز:',
    bounded: (count) => `تنها ${count} پروندهٔ باز که تازه‌تر تغییر کرده‌اند شمرده شده است.`,
    ageDrawn: 'میانهٔ ماندن پرونده‌ها در هر گام',
    revenueDrawn: 'درآمد مورد انتظار در هر گام',
    table: 'گام‌ها در یک نگاه',
    step: 'گام',
    cases: 'پرونده‌ها',
    median: 'میانهٔ ماندن',
    longest: 'طولانی‌ترین',
    revenue: 'درآمد سه‌سالهٔ مورد انتظار',
    days: (count) => `${count} روز`,
  },
  en: {
    title: 'What is under way',
    back: 'All cases',
    total: 'Expected revenue over three years of the open cases:',
    bounded: (count) => `Only the ${count} open cases that changed last are counted.`,
    ageDrawn: 'Median time in each step',
    revenueDrawn: 'Expected revenue in each step',
    table: 'The steps at a glance',
    step: 'Step',
    cases: 'Cases',
    median: 'Median time',
    longest: 'Longest',
    revenue: 'Expected revenue over three years',
    days: (count, value) => `${count} ${value === 1 ? 'day' : 'days'}`,
  },
}
