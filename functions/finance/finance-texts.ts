import type { Text } from '#workflows/language.ts'
import type { DeliveryDesk } from './visit.ts'

type DeliveryOver = Extract<DeliveryDesk, { kind: 'over' }>['because'] | 'acknowledged'

export const deliveryOverWords: Readonly<
  Record<DeliveryOver, { readonly title: Text; readonly detail: Text }>
> = {
  acknowledged: {
    title: { fa: 'دریافت قرارداد تأیید شده است', en: 'The contract was acknowledged' },
    detail: {
      fa: 'امور مالی دریافت این قرارداد را تأیید کرده و رسیدگی به پرونده پایان یافته است.',
      en: 'Finance acknowledged this contract and the case is complete.',
    },
  },
  returned: {
    title: { fa: 'قرارداد برگردانده شده است', en: 'The contract was returned' },
    detail: {
      fa: 'قرارداد برای اصلاح نزد دبیرخانه است. پس از اصلاح و امضای دوباره، نسخهٔ تازه برای شما فرستاده می‌شود.',
      en: 'The case office has it for correction. Once corrected and signed again, the new version will be sent to you.',
    },
  },
  elsewhere: {
    title: { fa: 'قرارداد اکنون نزد امور مالی نیست', en: 'The contract is not with finance now' },
    detail: {
      fa: 'نسخهٔ تازهٔ قرارداد در دست تنظیم یا امضاست و پس از آن برای شما فرستاده می‌شود.',
      en: 'A new version is being drawn up or signed and will be sent to you afterwards.',
    },
  },
  renewed: {
    title: {
      fa: 'این پیوند برای نسخهٔ پیشین قرارداد بود',
      en: 'This link was for an earlier version of the contract',
    },
    detail: {
      fa: 'نسخهٔ اصلاح‌شدهٔ قرارداد با پیوندی تازه به نشانی شما فرستاده شده است و با این پیوند چیزی ثبت نمی‌شود. اگر آن رایانامه به دستتان نرسیده است، از دبیرخانه بخواهید پیوند تازه‌ای بفرستد.',
      en: 'The corrected contract was mailed to you with a link of its own, and nothing is recorded by this one. If that mail did not reach you, ask the case office for a new link.',
    },
  },
  closed: {
    title: { fa: 'پرونده بسته شده است', en: 'The case is closed' },
    detail: {
      fa: 'این پرونده پایان یافته است و از امور مالی کاری خواسته نمی‌شود.',
      en: 'This case has ended and nothing is asked of finance.',
    },
  },
}

export const faultWords = {
  outcome: {
    fa: 'برگزینید: تأیید دریافت یا برگرداندن.',
    en: 'Choose: acknowledge or return.',
  },
  reason: { fa: 'دلیل برگرداندن را بنویسید.', en: 'Write why you return it.' },
  voucher: {
    fa: 'شمارهٔ سند حداکثر ۶۰ نویسه است.',
    en: 'A voucher number has 60 characters at most.',
  },
  sealDigest: {
    fa: 'صفحه را دوباره باز کنید و از نو پاسخ دهید.',
    en: 'Please open the page again and answer anew.',
  },
  note: { fa: 'یادداشت حداکثر ۲۰۰۰ نویسه است.', en: 'A note has 2,000 characters at most.' },
} as const satisfies Record<string, Text>

const fileNames = {
  'signed-contract.pdf': {
    fa: 'قرارداد امضاشده با برگهٔ گواهی (PDF)',
    en: 'Signed contract with its evidence sheet (PDF)',
  },
  'contract.pdf': { fa: 'متن قرارداد (PDF)', en: 'Contract text (PDF)' },
  'release.json': { fa: 'دادهٔ باز قرارداد (OCDS، JSON)', en: 'Open contracting data (OCDS, JSON)' },
  'evidence.zip': { fa: 'بستهٔ شواهد برای راستی‌آزمایی (ZIP)', en: 'Evidence bundle for verification (ZIP)' },
  'evidence.json': { fa: 'دفتر پرونده برای راستی‌آزمایی (JSON)', en: 'Ledger for verification (JSON)' },
} as const satisfies Record<string, Text>

/** The downloads, in the order in which finance needs them. */
export const downloads = Object.entries(fileNames)

const fa = {
  title: 'قرارداد برای امور مالی',
  asked:
    'قرارداد امضا و مهر شده است. لطفاً آن را ثبت کنید و دریافتش را تأیید کنید، یا با نوشتن دلیل برگردانید.',
  digests: 'برای راستی‌آزمایی سند',
  signedPdf: 'قرارداد امضاشده',
  number: 'شمارهٔ قرارداد',
  version: 'نسخه',
  reference: 'شمارهٔ پرونده',
  proposal: 'طرح',
  due: 'مهلت پاسخ',
  documentDigest: 'اثر انگشت سند قرارداد (SHA-256)',
  sealDigest: 'اثر انگشت مهر (SHA-256)',
  amounts: 'مبلغ‌ها و مفاد',
  parties: 'طرف‌های قرارداد',
  files: 'فایل‌ها',
  acknowledgeTitle: 'تأیید دریافت',
  acknowledgeDetail: 'با تأیید شما، قرارداد در امور مالی ثبت‌شده شمرده می‌شود و پرونده پایان می‌یابد.',
  voucher: 'شمارهٔ سند حسابداری',
  voucherHint: 'شماره‌ای که قرارداد در سامانهٔ مالی شما دارد.',
  note: 'یادداشت',
  received: 'قرارداد و پیوست‌های آن را دریافت و بررسی کرده‌ایم.',
  acknowledge: 'دریافت را تأیید می‌کنم',
  returnTitle: 'برگرداندن قرارداد',
  returnDetail: 'قرارداد به دبیرخانه برمی‌گردد تا اصلاح و دوباره امضا شود.',
  reason: 'دلیل برگرداندن',
  giveBack: 'قرارداد را برمی‌گردانم',
  decided: 'آنچه ثبت شده است',
  toContract: 'قرارداد و دریافت‌های آن',
  outcome: { acknowledge: 'دریافت تأیید شد', return: 'برگردانده شد' },
}

const en: typeof fa = {
  title: 'Contract for finance',
  asked:
    'The contract is signed and sealed. Please book it and acknowledge it, or return it with your reason.',
  digests: 'To verify the document',
  signedPdf: 'the signed contract',
  number: 'Contract number',
  version: 'Version',
  reference: 'Reference',
  proposal: 'Proposal',
  due: 'Answer by',
  documentDigest: 'Digest of the contract document (SHA-256)',
  sealDigest: 'Digest of the seal (SHA-256)',
  amounts: 'Amounts and terms',
  parties: 'Parties',
  files: 'Files',
  acknowledgeTitle: 'Acknowledge receipt',
  acknowledgeDetail: 'With your acknowledgement the contract counts as booked and the case is complete.',
  voucher: 'Voucher number',
  voucherHint: 'The number that the contract has in your accounts.',
  note: 'Note',
  received: 'We have received the contract and its data and checked them.',
  acknowledge: 'Acknowledge receipt',
  returnTitle: 'Return the contract',
  returnDetail: 'The contract goes back to the case office to be corrected and signed again.',
  reason: 'Why you return it',
  giveBack: 'Return the contract',
  decided: 'What is recorded',
  toContract: 'The contract and its payments',
  outcome: { acknowledge: 'Acknowledged', return: 'Returned' },
}

export const financeTexts = { fa, en } as const
