import type { Tone } from '#functions/shared/pages/parts.ts'
import type { ContractPlace } from '#functions/shared/ports/contract-index.ts'
import type { Text } from '#workflows/language.ts'
import type { ContractStanding } from '#workflows/proposal/contract-record.ts'

export const checkFaults = {
  missing: {
    fa: 'فایلی را برگزینید، یا اثر انگشت یا شمارهٔ قرارداد را بنویسید.',
    en: 'Choose a file, or write a digest or a contract number.',
  },
  invalid: {
    fa: 'این نه اثر انگشت است (۶۴ رقم و حرف لاتین) و نه شمارهٔ قرارداد.',
    en: 'This is neither a digest (64 digits and letters) nor a contract number.',
  },
} as const satisfies Record<string, Text>

/** Of what the digest was. */
export const partWords: Readonly<Record<Exclude<ContractPlace['part'], 'number'>, Text>> = {
  seal: { fa: 'قرارداد امضا و مهرشده (PDF)', en: 'The signed and sealed contract (PDF)' },
  document: { fa: 'متن قرارداد که امضا شده است (PDF)', en: 'The contract text that was signed (PDF)' },
  terms: { fa: 'مفاد قرارداد', en: 'The terms of the contract' },
  release: { fa: 'دادهٔ باز قرارداد (JSON)', en: 'The open data of the contract (JSON)' },
}

interface StandingWords {
  readonly tone: Tone
  readonly title: Text
  readonly detail: Text
}

export const standingWords: Readonly<Record<ContractStanding, StandingWords>> = {
  valid: {
    tone: 'success',
    title: { fa: 'این قرارداد اصیل و معتبر است', en: 'This is a valid contract of the city' },
    detail: {
      fa: 'همهٔ امضاکنندگان آن را امضا کرده‌اند، شهرداری آن را مهر و امور مالی آن را ثبت کرده است و نسخهٔ تازه‌تری جای آن را نگرفته است.',
      en: 'Everyone has signed it, the city has sealed it, finance has booked it, and no later version has taken its place.',
    },
  },
  sealed: {
    tone: 'info',
    title: { fa: 'این قرارداد مهر شده و هنوز نافذ نیست', en: 'Sealed, not yet in force' },
    detail: {
      fa: 'همهٔ امضاکنندگان آن را امضا کرده‌اند و شهرداری آن را مهر کرده است، اما امور مالی هنوز دریافت آن را تأیید نکرده است.',
      en: 'Everyone has signed it and the city has sealed it, but finance has not acknowledged it yet.',
    },
  },
  superseded: {
    tone: 'warning',
    title: { fa: 'نسخهٔ تازه‌تری جای این قرارداد را گرفته است', en: 'A later version has taken its place' },
    detail: {
      fa: 'این نسخه از این شهرداری است، اما دیگر مبنای کار نیست. نسخهٔ جانشین در زیر نام برده شده است.',
      en: 'This version is of this city, but it does not count any more. Its successor is named below.',
    },
  },
  returned: {
    tone: 'warning',
    title: {
      fa: 'امور مالی این قرارداد را برگردانده است؛ نافذ نیست',
      en: 'Returned by finance, not in force',
    },
    detail: {
      fa: 'امضا و مهر شده بود، اما امور مالی آن را برای اصلاح برگردانده است. به آن استناد نکنید.',
      en: 'It was signed and sealed, but finance returned it to be corrected. Do not rely on it.',
    },
  },
  unsealed: {
    tone: 'warning',
    title: { fa: 'این قرارداد هنوز مهر نشده است', en: 'This contract is not sealed yet' },
    detail: {
      fa: 'متن را این شهرداری تنظیم کرده است، اما همهٔ امضاها گرفته نشده و قرارداد هنوز اثری ندارد.',
      en: 'The text was drawn up by this city, but not everyone has signed, so it binds nobody yet.',
    },
  },
  ended: {
    tone: 'danger',
    title: { fa: 'این قرارداد به نتیجه نرسیده است', en: 'This contract did not come about' },
    detail: {
      fa: 'متن از این شهرداری است، اما پرونده پیش از ثبت نهایی قرارداد بسته شده است. به آن استناد نکنید.',
      en: 'The text is of this city, but its case was closed before the contract was booked. Do not rely on it.',
    },
  },
}

const fa = {
  title: 'راستی‌آزمایی قرارداد',
  asks: 'اینجا می‌توانید ببینید که آیا سندی قرارداد این شهرداری است، چه زمانی مهر شده و آیا هنوز معتبر است.',
  unknownTitle: 'چنین قراردادی نمی‌شناسیم',
  unknown:
    'این، قراردادی از این شهرداری نیست، یا دست‌کم یک حرف آن تغییر کرده است. اگر فایلی را آزموده‌اید، همان فایلی را بفرستید که دریافت کرده‌اید؛ چاپ، اسکن یا ذخیرهٔ دوبارهٔ آن اثر انگشتش را دگرگون می‌کند.',
  asked: 'آنچه آزموده شد',
  number: 'شمارهٔ قرارداد',
  version: 'نسخه',
  recognised: 'آنچه بازشناخته شد',
  sealedAt: 'زمان مهر شهرداری',
  successor: 'نسخهٔ جانشین',
  certificate: 'اثر انگشت گواهی مهر (SHA-256)',
  digests: 'اثر انگشت‌های این قرارداد',
  byFile: 'با فایل قرارداد',
  sent: 'فایل (حداکثر ۴ مگابایت) فرستاده می‌شود، اثر انگشت آن گرفته می‌شود و خود فایل نگه داشته نمی‌شود.',
  stays: 'اثر انگشت فایل در مرورگر خودتان گرفته می‌شود و فایل از دستگاه شما بیرون نمی‌رود.',
  file: 'فایل PDF قرارداد',
  byDigest: 'با اثر انگشت یا شمارهٔ قرارداد',
  digest: 'اثر انگشت یا شمارهٔ قرارداد',
  digestHint: 'رمزینهٔ روی قرارداد همین صفحه را باز می‌کند. شماره مانند KRM-1404-7F3K2-1 است.',
  check: 'بررسی',
  howTitle: 'این پاسخ بر چه پایه است؟',
  how: 'اثر انگشت هر قرارداد در دفتری ثبت می‌شود که چیزی از آن پاک یا عوض نمی‌شود. خود فایل هم مهر دیجیتال شهرداری را دارد و نرم‌افزارهای PDF آن را نشان می‌دهند: اثر انگشت گواهی را با آنچه اینجا آمده است بسنجید. در این صفحه نام هیچ‌کس نمایش داده نمی‌شود.',
  published: 'قراردادهای منتشرشده',
  bundleTitle: 'راستی‌آزمایی بستهٔ شواهد یک پرونده',
  bundle:
    'اگر بستهٔ شواهد پرونده‌ای را دارید، با این برنامه، بی‌نیاز از ما، می‌سنجید که چیزی در آن عوض یا کم نشده باشد. برنامه یک فایل است و جز Node چیزی نمی‌خواهد. اثر انگشت فایلی را که گرفتید با آنچه اینجا و در کد منتشرشدهٔ تصویب آمده است بسنجید و آن را از جای دیگری نگیرید.',
  verifier: 'دریافت برنامهٔ راستی‌آزمایی',
  verifierDigest: 'اثر انگشت برنامه (SHA-256)',
  run: 'اجرای آن',
}

const en: typeof fa = {
  title: 'Check a contract',
  asks: 'See whether a document is a contract of this city, when it was sealed, and whether it still counts.',
  unknownTitle: 'We know no such contract',
  unknown:
    'This is no contract of this city, or at least one letter of it was changed. If you checked a file, send the very file that you received: printing, scanning or saving it again changes its digest.',
  asked: 'What was checked',
  number: 'Contract number',
  version: 'Version',
  recognised: 'What was recognised',
  sealedAt: 'Sealed by the city',
  successor: 'Its successor',
  certificate: 'Fingerprint of the seal’s certificate (SHA-256)',
  digests: 'Digests of this contract',
  byFile: 'By the contract’s file',
  sent: 'The file (4 MB at most) is sent, its digest is taken, and the file itself is not kept.',
  stays: 'The digest is taken in your own browser; the file does not leave your device.',
  file: 'The contract’s PDF file',
  byDigest: 'By digest or contract number',
  digest: 'Digest or contract number',
  digestHint: 'The code printed on a contract opens this page. A number looks like KRM-1404-7F3K2-1.',
  check: 'Check',
  howTitle: 'What is this answer based on?',
  how: 'The digest of every contract is recorded in a ledger from which nothing is removed or changed. The file itself carries the city’s digital seal, which PDF readers show: compare the certificate’s fingerprint with the one given here. This page shows nobody’s name.',
  published: 'Published contracts',
  bundleTitle: 'Check the evidence bundle of a case',
  bundle:
    'If you have the evidence bundle of a case, this program shows without us whether anything in it was changed or left out. It is one file and needs Node alone. Compare the digest of the file that you got with the one given here and in Tasvib’s published code, and take it from nowhere else.',
  verifier: 'Download the verifier',
  verifierDigest: 'Digest of the program (SHA-256)',
  run: 'How to run it',
}

export const checkTexts = { fa, en } as const
