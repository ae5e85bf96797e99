import type { Language } from '#workflows/language.ts'

interface ContractTexts {
  readonly title: string
  readonly lead: string
  readonly none: string
  readonly number: string
  readonly proposal: string
  readonly partner: string
  readonly legalRoute: string
  readonly value: string
  readonly signed: string
  readonly starts: string
  readonly ends: string
  readonly payments: string
  readonly period: string
  readonly amount: string
  readonly older: string
  readonly asData: string
  readonly all: string
  readonly check: string
  readonly noDocument: string
  readonly contract: string
}

export const contractTexts: Readonly<Record<Language, ContractTexts>> = {
  fa: {
    title: 'قراردادهای منتشرشده',
    lead: 'قراردادهای مشارکتی که امضا، مهر و در امور مالی شهرداری ثبت شده‌اند.',
    none: 'هنوز قراردادی منتشر نشده است.',
    number: 'شمارهٔ قرارداد',
    proposal: 'طرح',
    partner: 'طرف قرارداد',
    legalRoute: 'مسیر قانونی',
    value: 'برآورد سهم شهرداری',
    signed: 'تاریخ امضا',
    starts: 'آغاز',
    ends: 'پایان',
    payments: 'برنامهٔ پرداخت سهم شهرداری',
    period: 'دوره',
    amount: 'مبلغ برآوردی',
    older: 'قراردادهای پیشین',
    asData: 'دادهٔ باز (OCDS، JSON)',
    all: 'همهٔ قراردادهای منتشرشده',
    check: 'راستی‌آزمایی این قرارداد',
    noDocument:
      'سند PDF قرارداد منتشر نمی‌شود، چون نام امضاکنندگان در آن است. هر کس نسخه‌ای از آن دارد می‌تواند درستی آن را بیازماید.',
    contract: 'قرارداد',
  },
  en: {
    title: 'Published contracts',
    lead: 'Partnership contracts that were signed, sealed and booked by the city’s finance office.',
    none: 'No contract has been published yet.',
    number: 'Contract number',
    proposal: 'Proposal',
    partner: 'Partner',
    legalRoute: 'Legal route',
    value: 'The city’s estimated share',
    signed: 'Signed',
    starts: 'Begins',
    ends: 'Ends',
    payments: 'Schedule of the city’s share',
    period: 'Period',
    amount: 'Estimated amount',
    older: 'Earlier contracts',
    asData: 'Open data (OCDS, JSON)',
    all: 'All published contracts',
    check: 'Check this contract',
    noDocument:
      'The PDF itself is not published, because it names those who signed. Whoever has a copy can check it.',
    contract: 'Contract',
  },
}
