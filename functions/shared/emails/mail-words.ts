import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { FactName, MailFacts } from './mail-facts.ts'

export const caseWord: Readonly<Record<Language, string>> = { fa: 'شمارهٔ پرونده', en: 'Case' }

export const greeting: Readonly<Record<Language, (name: string) => string>> = {
  fa: (name) => `${name} گرامی،`,
  en: (name) => `Dear ${name},`,
}

export const municipality: Readonly<Record<Language, (city: string) => string>> = {
  fa: (city) => `شهرداری ${city}`,
  en: (city) => `${city} Municipality`,
}

/** Above the address of a message's link. */
export const addressNote: Readonly<Record<Language, string>> = {
  fa: 'اگر پیوند باز نشد، این نشانی را در مرورگر بگذارید:',
  en: 'If the link does not open, paste this address into your browser:',
}

/** Who wrote. */
export const automatic: Readonly<Record<Language, string>> = {
  fa: 'این پیام را سامانهٔ تصویب خودکار فرستاده است.',
  en: 'Sent automatically by Tasvib.',
}

/** Who reads an answer; said to everybody but the case office. */
export const answers: Readonly<Record<Language, string>> = {
  fa: 'اگر پرسشی دارید، به همین پیام پاسخ دهید؛ پاسخ شما به دبیرخانه می‌رسد.',
  en: 'If you have a question, answer this message: the case office reads it.',
}

const factLabels: Readonly<Record<Language, Readonly<Record<FactName, string>>>> = {
  fa: {
    title: 'طرح',
    organisation: 'متقاضی',
    stage: 'مرحله',
    contract: 'قرارداد',
    passed: 'به جانشین رسید',
    who: 'چه کسی',
    places: 'جایگاه',
    step: 'گام',
    overdue: 'سررسید گذشته',
    guarantee: 'تضمین',
    files: 'پیوست',
    change: 'جایگاه',
    by: 'ثبت‌کننده',
    moment: 'زمان',
    awaited: 'در انتظارِ',
    note: 'دلیل',
    changed: 'آنچه تغییر کرده است',
    cause: 'چگونه به این نتیجه رسید',
    address: 'نشانی',
    due: 'مهلت',
  },
  en: {
    title: 'Proposal',
    organisation: 'Applicant',
    stage: 'Stage',
    contract: 'Contract',
    passed: 'Passed on',
    who: 'Who',
    places: 'Place',
    step: 'Step',
    overdue: 'Overdue',
    guarantee: 'Guarantee',
    files: 'Attachment',
    change: 'Place',
    by: 'By',
    moment: 'When',
    awaited: 'Waiting for',
    note: 'Reason',
    changed: 'What changed',
    cause: 'Why it ended so',
    address: 'Address',
    due: 'Due',
  },
}

/** A fact with its label; what somebody wrote may have several lines. */
export interface FactRow {
  readonly name: FactName
  readonly label: string
  readonly lines: readonly string[]
}

const linesOf: Readonly<Record<FactName, (facts: MailFacts) => readonly (string | null)[]>> = {
  title: ({ title }) => [title],
  organisation: ({ organisation }) => [organisation],
  stage: (facts) => [stageAndRound(facts)],
  contract: ({ contractNumber }) => [contractNumber],
  passed: ({ passedOn }) => passedOn,
  who: ({ who }) => [who],
  places: ({ told }) => told,
  step: ({ told }) => told,
  overdue: ({ told }) => told,
  guarantee: ({ told }) => told,
  files: ({ told }) => told,
  change: ({ change }) => [change?.line ?? ''],
  by: ({ change }) => [change?.by ?? ''],
  moment: ({ change }) => [change?.moment ?? ''],
  awaited: ({ awaited }) => [awaited],
  note: ({ note }) => note.split('\n'),
  changed: ({ note }) => note.split('\n'),
  cause: ({ cause }) => cause,
  address: ({ note }) => [note],
  due: ({ due, timeLeft }) => [due, timeLeft],
}

/** The facts that the case has, each with its label, in the order in which they were named. */
export function factRows(names: readonly FactName[], facts: MailFacts): FactRow[] {
  return names
    .map((name) => ({
      name,
      label: factLabels[facts.language][name],
      lines: linesOf[name](facts).filter((line) => line !== null && line !== '') as string[],
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** A fact as one piece of text: what is left of a time stands beside it, further lines of a reason below. */
export function factText({ name, label, lines }: FactRow): string {
  return `${label}: ${lines.join(name === 'due' ? ' – ' : '\n')}`
}

function stageAndRound({ stage, round, language }: MailFacts): string {
  if (stage === '' || round === 1) return stage
  return language === 'fa'
    ? `${stage} – دور ${formatNumber(round, 'fa')}، نسخهٔ اصلاح‌شده`
    : `${stage} – round ${round}, revised`
}
