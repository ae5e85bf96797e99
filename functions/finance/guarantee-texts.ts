import type { Text } from '#workflows/language.ts'

export const guaranteeFaults = {
  code: { fa: 'کد شش‌رقمی را وارد کنید.', en: 'Enter the six-digit code.' },
  guarantee: { fa: 'تضمین را برگزینید.', en: 'Choose the guarantee.' },
  change: { fa: 'بگویید تمدید شده است یا آزاد.', en: 'Say whether it was extended or released.' },
  expiresOn: {
    fa: 'تاریخ تازهٔ پایان اعتبار را مانند ۱۴۰۶/۰۹/۲۰ بنویسید.',
    en: 'Write its new last day as 1406/09/20 or 2027-12-11.',
  },
  on: {
    fa: 'تاریخ نامه را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.',
    en: 'Write the day of the letter as 1405/09/20 or 2026-12-11.',
  },
  document: {
    fa: 'شمارهٔ نامه را بنویسید؛ حداکثر ۶۰ نویسه.',
    en: 'Write the number of the letter, 60 characters at most.',
  },
  note: { fa: 'یادداشت حداکثر ۲۰۰۰ نویسه است.', en: 'A note has 2,000 characters at most.' },
} as const satisfies Record<string, Text>

const fa = {
  title: 'تضمین‌های قرارداد',
  guarantee: 'تضمین',
  amount: 'مبلغ',
  issuer: 'صادرکننده',
  standing: 'وضعیت',
  expired: 'اعتبار گذشته',
  record: 'ثبت تمدید یا آزادی تضمین',
  change: 'چه شده است؟',
  extended: 'تمدید شده است',
  released: 'آزاد و به شریک برگردانده شده است',
  expiresOn: 'تاریخ تازهٔ پایان اعتبار',
  expiresHint: 'تنها برای تمدید؛ مانند ۱۴۰۶/۰۹/۲۰، یا به میلادی ‎2027-12-11.',
  on: 'تاریخ نامه',
  document: 'شمارهٔ نامهٔ تمدید یا آزادی',
  note: 'یادداشت',
  noteHint: 'اگر ثبت پیشین نادرست بوده، دلیل اصلاح آن را بنویسید.',
  submit: 'ثبت می‌کنم',
}

const en: typeof fa = {
  title: 'Guarantees of the contract',
  guarantee: 'Guarantee',
  amount: 'Amount',
  issuer: 'Issuer',
  standing: 'Standing',
  expired: 'expired',
  record: 'Record that a guarantee was extended or released',
  change: 'What happened?',
  extended: 'It was extended',
  released: 'It was released and given back to the partner',
  expiresOn: 'Its new last day',
  expiresHint: 'Only where it was extended; such as 1406/09/20, or 2027-12-11.',
  on: 'Day of the letter',
  document: 'Number of the letter that says so',
  note: 'Note',
  noteHint: 'Where an earlier record was wrong, write the reason for the correction.',
  submit: 'Record it',
}

export const guaranteeTexts = { fa, en } as const
