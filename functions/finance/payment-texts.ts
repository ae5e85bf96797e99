import { MOST_RIALS } from '#workflows/contract/terms-fields.ts'
import { rangeWords } from '#workflows/form/written-number.ts'
import type { Text } from '#workflows/language.ts'
import { formatMoney } from '#workflows/text/format-number.ts'

const rials = rangeWords({ min: 1, max: MOST_RIALS })

export const paymentFaults = {
  code: { fa: 'کد شش‌رقمی را وارد کنید.', en: 'Enter the six-digit code.' },
  instalment: { fa: 'قسط را برگزینید.', en: 'Choose the instalment.' },
  amount: {
    fa: `مبلغ را به ریال و بی‌اعشار، ${rials.fa} بنویسید.`,
    en: `Write the amount in whole rials, ${rials.en}.`,
  },
  receivedOn: {
    fa: 'تاریخ دریافت را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.',
    en: 'Write the day as 1405/09/20 or 2026-12-11.',
  },
  voucher: {
    fa: 'شمارهٔ سند را بنویسید؛ حداکثر ۶۰ نویسه.',
    en: 'Write the voucher number, 60 characters at most.',
  },
  corrects: {
    fa: 'آنچه اصلاح می‌شود شناخته نشد. صفحه را دوباره باز کنید.',
    en: 'What is to be corrected was not recognised. Please open the page again.',
  },
  surplus: {
    fa: 'بگویید با مازاد چه شود.',
    en: 'Say what becomes of the surplus.',
  },
  note: { fa: 'یادداشت حداکثر ۲۰۰۰ نویسه است.', en: 'A note has 2,000 characters at most.' },
} as const satisfies Record<string, Text>

/** Asked once: a mistake, or money for the next instalments? Rials. */
export function moreThanDue({ due, surplus }: { readonly due: number; readonly surplus: number }): Text {
  return {
    fa: `از این قسط ${formatMoney(due, 'fa')} مانده است و این مبلغ ${formatMoney(surplus, 'fa')} بیشتر است. اشتباه است، یا مازاد به حساب قسط‌های بعدی برود؟`,
    en: `${formatMoney(due, 'en')} is due of this instalment, and the amount is ${formatMoney(surplus, 'en')} more. Is that a mistake, or is the surplus to be carried over to the next instalments?`,
  }
}

/** Told where the form is shown again for its code. `address` is masked. */
export function codeSent(address: string): { readonly title: Text; readonly detail: Text } {
  return {
    title: { fa: 'کد تأیید فرستاده شد', en: 'A code was sent' },
    detail: {
      fa: `برای ثبت آنچه نوشته‌اید، کد شش‌رقمی را که به \u2068${address}\u2069 فرستاده شد در پایان همین فرم بنویسید و دوباره بفرستید. کد تا ده دقیقه معتبر است؛ هنوز چیزی ثبت نشده است.`,
      en: `To record what you wrote, enter the six-digit code that was sent to \u2068${address}\u2069 at the end of the form and send it once more. It is valid for ten minutes; nothing has been recorded yet.`,
    },
  }
}

const fa = {
  title: 'قرارداد و دریافت‌های آن',
  schedule: 'برنامهٔ پرداخت و آنچه دریافت شده است',
  noSchedule: 'این قرارداد برنامهٔ پرداختی ندارد.',
  instalment: 'قسط',
  period: 'دوره',
  due: 'سررسید',
  expected: 'مورد انتظار',
  received: 'دریافت‌شده',
  outstanding: 'مانده',
  surplus: 'مازاد',
  whatOfSurplus: 'با مازاد چه شود؟',
  carryOver: 'به حساب قسط‌های بعدی برود',
  mistake: 'اشتباه است؛ مبلغ را درست می‌کنم',
  total: 'جمع',
  payments: 'دریافت‌های ثبت‌شده',
  nothing: 'هنوز دریافتی ثبت نشده است.',
  entry: 'رویداد',
  amount: 'مبلغ (ریال)',
  amountHint: 'برای پس گرفتن ثبت نادرست، صفر بنویسید.',
  receivedOn: 'تاریخ دریافت',
  voucher: 'شمارهٔ سند حسابداری',
  note: 'یادداشت',
  why: 'دلیل اصلاح',
  code: 'کد شش‌رقمی',
  codeHint: 'به رایانامهٔ امور مالی فرستاده شد؛ رقم‌های فارسی یا انگلیسی هر دو پذیرفته می‌شود.',
  newCode: 'کد دیگری بفرستید',
  recordTitle: 'ثبت دریافت',
  record: 'دریافت را ثبت می‌کنم',
  correctTitle: 'اصلاح',
  correctThis: 'اصلاح این ثبت',
  correct: 'اصلاح را ثبت می‌کنم',
  correcting: (entry: string) =>
    `این ثبت جای رویداد ${entry} را می‌گیرد. آن رویداد در دفتر می‌ماند و دیگر به حساب نمی‌آید.`,
}

const en: typeof fa = {
  title: 'The contract and its payments',
  schedule: 'Payment schedule, and what has come',
  noSchedule: 'This contract has no payment schedule.',
  instalment: 'Instalment',
  period: 'Period',
  due: 'Due',
  expected: 'Expected',
  received: 'Received',
  outstanding: 'Outstanding',
  surplus: 'surplus',
  whatOfSurplus: 'What becomes of the surplus?',
  carryOver: 'Carry it over to the next instalments',
  mistake: 'It is a mistake; I correct the amount',
  total: 'Total',
  payments: 'Payments recorded',
  nothing: 'No payment has been recorded yet.',
  entry: 'Entry',
  amount: 'Amount (IRR)',
  amountHint: 'To take back a wrong entry, write 0.',
  receivedOn: 'Received on',
  voucher: 'Voucher number',
  note: 'Note',
  why: 'Reason for the correction',
  code: 'Six-digit code',
  codeHint: 'It was sent to the mailbox of finance. Persian or English digits are both accepted.',
  newCode: 'Send another code',
  recordTitle: 'Record a payment',
  record: 'Record the payment',
  correctTitle: 'Correction',
  correctThis: 'Correct this entry',
  correct: 'Record the correction',
  correcting: (entry) =>
    `This takes the place of entry ${entry}, which stays in the ledger and counts no more.`,
}

export const paymentTexts = { fa, en } as const
