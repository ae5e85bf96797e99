import type { Text } from '#workflows/language.ts'
import type { SettlingCause } from '#workflows/proposal/state.ts'

const fa = {
  title: (version: string) => `مفاد قرارداد، نسخهٔ ${version}`,
  intro:
    'مفاد را بازبینی و کامل کنید. تا پیش از نهایی کردن هر چند بار که بخواهید می‌توانید ذخیره کنید و پیش‌نویس را ببینید.',
  toCase: 'بازگشت به پرونده',
  saved: 'مفاد ذخیره شد. قرارداد پس از نهایی کردن تنظیم می‌شود.',
  due: 'مهلت نهایی کردن',
  overdue: 'گذشته',
  parties: 'نوع، عنوان و طرف قرارداد',
  subject: 'موضوع و آوردهٔ شهرداری',
  money: 'سهم و مبلغ‌ها',
  time: 'مدت و پرداخت',
  security: 'حساب و تضمین‌ها',
  conditions: 'شرط‌های خاص',
  year: (number: string) => `سال ${number}`,
  schedule: 'جدول پرداخت بر پایهٔ آنچه ذخیره شده است',
  scheduleNote: 'با تغییر سهم، درآمد، مدت یا آغاز قرارداد، این جدول پس از ذخیره به‌روز می‌شود.',
  guarantee: (number: string) => `تضمین ${number}`,
  kind: 'نوع',
  amount: 'مبلغ (ریال)',
  issuer: 'صادرکننده',
  expiry: 'سررسید',
  extension: 'اگر پیش از تسویه به سر می‌رسد',
  extended: 'تمدید آن شرط قرارداد است',
  guaranteesHint: 'تضمین‌هایی که شریک پیش از آغاز کار می‌سپارد؛ ردیف‌های خالی نادیده گرفته می‌شود.',
  reviewers: 'شرط‌هایی که داوران برای موافقت نوشته‌اند',
  condition: 'شرط',
  finish: 'نهایی کردن',
  note: 'چه چیز و چرا تغییر کرده است',
  noteHint: 'این متن برای همهٔ امضاکنندگان فرستاده می‌شود.',
  noteHintFirst: 'اگر چیزی را نسبت به پیشنهاد تغییر داده‌اید، اینجا بنویسید؛ در دفتر رویدادها می‌ماند.',
  save: 'ذخیره',
  preview: 'دیدن پیش‌نویس (PDF)',
  release: 'نهایی کردن و تنظیم قرارداد',
  releaseNote: 'پس از نهایی کردن، قرارداد تنظیم و برای امضا فرستاده می‌شود.',
  reason: 'دلیل',
}

const en: typeof fa = {
  title: (version) => `Terms of the contract, version ${version}`,
  intro:
    'Check and complete the terms. Until you release them you can save and preview as often as you like.',
  toCase: 'Back to the case',
  saved: 'The terms are saved. The contract is drawn up once you release them.',
  due: 'To be settled by',
  overdue: 'overdue',
  parties: 'Type, title and partner',
  subject: 'Subject and what the city brings',
  money: 'Share and amounts',
  time: 'Time and payment',
  security: 'Account and guarantees',
  conditions: 'Special conditions',
  year: (number) => `Year ${number}`,
  schedule: 'Payments as they follow from what is saved',
  scheduleNote: 'When share, revenue, duration or first day change, this table follows once saved.',
  guarantee: (number) => `Guarantee ${number}`,
  kind: 'Type',
  amount: 'Amount (IRR)',
  issuer: 'Issuer',
  expiry: 'Expires',
  extension: 'If it ends before the settlement',
  extended: 'Its extension is a term',
  guaranteesHint: 'What the partner hands over before the work begins; empty rows are left out.',
  reviewers: 'Conditions that reviewers wrote with their approval',
  condition: 'Condition',
  finish: 'Release',
  note: 'What changed, and why',
  noteHint: 'Every signatory is sent this text.',
  noteHintFirst: 'If you changed anything of what was proposed, write it here; it stays in the ledger.',
  save: 'Save',
  preview: 'See a draft (PDF)',
  release: 'Release and draw up the contract',
  releaseNote: 'Once released, the contract is drawn up and sent for signature.',
  reason: 'Reason',
}

export const termsTexts = { fa, en } as const

/** Why the terms are in hand. */
export const causeWords: Readonly<Record<SettlingCause, Text>> = {
  approved: {
    fa: 'طرح همهٔ مراحل را گذرانده است. فرم از پیشنهاد و شرط‌های داوران پر شده است.',
    en: "The proposal has passed all its stages. The form is filled in from it and from the reviewers' conditions.",
  },
  'signature-refused': {
    fa: 'یکی از امضاکنندگان از امضای نسخهٔ پیشین خودداری کرد.',
    en: 'A signatory refused to sign the version before.',
  },
  'returned-by-finance': {
    fa: 'امور مالی نسخهٔ پیشین را برگرداند.',
    en: 'Finance returned the version before.',
  },
  reopened: {
    fa: 'دبیرخانه نسخهٔ پیشین را از امضا پس گرفت. همه نسخهٔ تازه را از نو امضا می‌کنند.',
    en: 'The case office took the version before back from signing. Everyone signs the new one.',
  },
}
