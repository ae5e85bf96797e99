import { freshCodeWords } from '#functions/shared/fresh-code.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { Text } from '#workflows/language.ts'
import type { SigningOver } from './standing.ts'

/** The hidden field in which a form brings back the name that it was asked about. */
export const askedName = 'askedName'

/** Both names, and what to do where the typed one is right. */
export function namesDiffer(typed: string, expected: string): FieldFault {
  return {
    field: 'name',
    code: 'name-differs',
    message: {
      fa: `نوشته‌اید «\u2068${typed}\u2069»؛ نام ثبت‌شده «\u2068${expected}\u2069» است. اگر اشتباه است آن را درست کنید؛ اگر نام شما همان است که نوشته‌اید، کد را دوباره بنویسید و یک بار دیگر امضا کنید. دبیرخانه باخبر می‌شود.`,
      en: `You typed “\u2068${typed}\u2069”; the name on record is “\u2068${expected}\u2069”. Correct it if it is a mistake. If what you typed is your name, enter the code again and sign once more; the case office will be told.`,
    },
  }
}

export const signingOverWords: Readonly<
  Record<SigningOver, { readonly title: Text; readonly detail: Text }>
> = {
  refused: {
    title: { fa: 'امضای این قرارداد متوقف شد', en: 'This contract is no longer open for signature' },
    detail: {
      fa: 'یکی از امضاکنندگان از امضا خودداری کرده است. دبیرخانه آن را بررسی می‌کند و در صورت تنظیم دوباره، پیوند تازه‌ای برای شما فرستاده می‌شود.',
      en: 'A signatory refused to sign. The case office looks into it; if the contract is drawn up anew, you will be sent a new link.',
    },
  },
  returned: {
    title: { fa: 'قرارداد برای اصلاح برگشته است', en: 'The contract was returned for correction' },
    detail: {
      fa: 'امور مالی قرارداد را برگردانده است. پس از اصلاح، نسخهٔ تازه برای امضا فرستاده می‌شود.',
      en: 'Finance returned the contract. Once corrected, a new version will be sent for signature.',
    },
  },
  reopened: {
    title: { fa: 'مفاد این قرارداد در حال تغییر است', en: 'The terms of this contract are being changed' },
    detail: {
      fa: 'دبیرخانه این نسخه را پس گرفته است تا مفاد آن را تغییر دهد. نسخهٔ تازه با توضیح تغییر برای امضای شما فرستاده می‌شود.',
      en: 'The case office took this version back to change its terms. The new version will be sent to you for signature, and you will be told what changed.',
    },
  },
  superseded: {
    title: { fa: 'این نسخه از قرارداد کنار گذاشته شد', en: 'This version of the contract was superseded' },
    detail: {
      fa: 'نسخهٔ تازه‌ای از قرارداد در دست تنظیم است و برای امضا فرستاده می‌شود.',
      en: 'A new version is being drawn up and will be sent for signature.',
    },
  },
  renewed: {
    title: {
      fa: 'این پیوند برای نسخهٔ پیشین قرارداد بود',
      en: 'This link was for an earlier version of the contract',
    },
    detail: {
      fa: 'نسخهٔ تازه‌ای از قرارداد برای امضا فرستاده شده و پیوند نسخهٔ پیشین بسته است. پیوند تازه به نشانی شما فرستاده شده است، یا با رسیدن نوبت امضای شما فرستاده می‌شود. اگر به دستتان نرسیده است، از دبیرخانه بخواهید پیوند تازه‌ای با رایانامه بفرستد.',
      en: 'A new version is out for signature, and the link to the earlier one is closed. The new link was mailed to you, or will be when it is your turn. If it did not reach you, ask the case office for a new link by mail.',
    },
  },
  replaced: {
    title: { fa: 'این پیوند دیگر برای امضا نیست', en: 'This link is no longer for signing' },
    detail: {
      fa: 'دبیرخانه امضای این جایگاه را به شخص دیگری سپرده است و لازم نیست کاری انجام دهید.',
      en: 'The case office gave this place to somebody else. There is nothing for you to do.',
    },
  },
  'passed-on': {
    title: { fa: 'امضا به جانشین این جایگاه سپرده شد', en: 'The signature has passed to the alternate' },
    detail: {
      fa: 'مهلت امضا گذشت و برای آنکه قرارداد معطل نماند، امضای آن به جانشین این جایگاه رسید. لازم نیست کاری انجام دهید. اگر می‌خواهید خودتان امضا کنید، به دبیرخانه خبر دهید.',
      en: 'The time for signing ran out. So that the contract does not wait, the signature has passed to the alternate, and there is nothing left for you to do. If you want to sign it yourself, tell the case office.',
    },
  },
  completed: {
    title: { fa: 'قرارداد نهایی شده است', en: 'The contract is complete' },
    detail: {
      fa: 'همهٔ امضاها ثبت شده و امور مالی قرارداد را دریافت کرده است.',
      en: 'Everyone signed and finance has acknowledged the contract.',
    },
  },
  closed: {
    title: { fa: 'پرونده بسته شده است', en: 'The case is closed' },
    detail: {
      fa: 'این پرونده پایان یافته است و قرارداد آن دیگر امضا نمی‌شود.',
      en: 'This case has ended and its contract will not be signed.',
    },
  },
}

export const faultWords = {
  name: { fa: 'نام و نام خانوادگی خود را بنویسید.', en: 'Write your full name.' },
  code: { fa: 'کد شش‌رقمی را وارد کنید.', en: 'Enter the six-digit code.' },
  askedName: { fa: 'نام و نام خانوادگی خود را دوباره بنویسید.', en: 'Write your full name once more.' },
  consent: {
    fa: 'برای امضا باید موافقت خود را اعلام کنید.',
    en: 'To sign you have to tick that you agree.',
  },
  documentDigest: {
    fa: 'درخواست نشان نمی‌دهد کدام متن را دیده‌اید؛ صفحه را دوباره باز کنید.',
    en: 'The request does not say which text you were shown; open the page again.',
  },
  reason: { fa: 'دلیل خود را بنویسید.', en: 'Write your reason.' },
} as const satisfies Record<string, Text>

export const locked: { readonly title: Text; readonly detail: Text } = {
  title: { fa: 'کد قفل شد', en: 'The code is locked' },
  detail: freshCodeWords.locked,
}

export const tooManyCodes: { readonly title: Text; readonly detail: Text } = {
  title: { fa: 'درخواست بیش از اندازه', en: 'Too many codes' },
  detail: {
    fa: 'در هر ساعت تا پنج کد فرستاده می‌شود. اندکی بعد دوباره بخواهید.',
    en: 'At most five codes are sent in an hour. Ask again a little later.',
  },
}

export const changed: { readonly title: Text; readonly detail: Text } = {
  title: { fa: 'متن قرارداد تغییر کرده است', en: 'The contract has changed' },
  detail: {
    fa: 'از هنگامی که این صفحه را باز کردید نسخهٔ تازه‌ای تنظیم شده و امضای شما ثبت نشده است. متن تازه را بخوانید و سپس امضا کنید.',
    en: 'A new version was drawn up since you opened this page, and your signature was not recorded. Read the new text, then sign.',
  },
}

const fa = {
  title: 'امضای قرارداد',
  contract: 'قرارداد در یک نگاه',
  number: 'شمارهٔ قرارداد',
  version: 'نسخه',
  reference: 'شمارهٔ پرونده',
  proposal: 'طرح',
  digest: 'اثر انگشت سند (SHA-256)',
  due: 'مهلت امضا',
  open: 'باز کردن سند قرارداد (PDF)',
  openSigned: 'قرارداد امضا و مهرشده (PDF)',
  pdf: 'سند قرارداد',
  toSigning: 'رفتن به بخش امضا',
  wholeText: 'متن قرارداد',
  wholeTextHint:
    'همان متنی که در سند PDF آمده است، برای خواندن در هر دستگاهی. آنچه امضا می‌کنید سند PDF با اثر انگشت پایین صفحه است.',
  parties: 'طرف‌های قرارداد',
  terms: 'همهٔ مفاد، کوتاه',
  partner: 'طرف قرارداد',
  document: 'شناسنامهٔ سند',
  turn: 'نوبت امضای شماست: متن را بخوانید، کد بگیرید و امضا کنید.',
  waiting: 'هنوز نوبت شما نرسیده است',
  waitingDetail: 'پس از امضای نفر پیشین، رایانامه‌ای برای شما فرستاده می‌شود.',
  codeTitle: 'گام ۱: دریافت کد',
  codeDetail: 'یک کد شش‌رقمی به نشانی ثبت‌شدهٔ شما فرستاده می‌شود و تا ده دقیقه اعتبار دارد:',
  sendCode: 'کد را برایم بفرستید',
  sentTitle: 'کد فرستاده شد',
  sentDetail: (address: string) => `صندوق رایانامهٔ ${address} را ببینید. کد تا ده دقیقه اعتبار دارد.`,
  signTitle: 'گام ۲: امضا',
  name: 'نام و نام خانوادگی، به‌جای امضا',
  nameHint: 'نام ثبت‌شده در قرارداد:',
  code: 'کد شش‌رقمی',
  codeHint: 'رقم‌های فارسی یا انگلیسی هر دو پذیرفته می‌شود.',
  consent: 'متن قرارداد را خوانده‌ام و با همهٔ مفاد آن موافقم.',
  sign: 'قرارداد را امضا می‌کنم',
  refused: 'خودداری شما از امضا ثبت شد',
  refusedDetail:
    'قرارداد به دبیرخانه بازگشت و دیگران آن را امضا نمی‌کنند. اگر نسخهٔ تازه‌ای تنظیم شود، پیوند تازه‌ای برای شما فرستاده می‌شود.',
  refuseTitle: 'خودداری از امضا',
  refuseDetail: 'با خودداری شما، قرارداد به دبیرخانه برمی‌گردد و امضاهای دیگر نیز بی‌اثر می‌شود.',
  reason: 'دلیل خودداری',
  refuse: 'امضا نمی‌کنم',
  signed: 'امضای شما ثبت شد',
  allSigned: 'همهٔ امضاها ثبت شده است.',
  othersAwaited: 'امضای دیگران هنوز در انتظار است.',
  ownReceipt: 'رسید امضای شما',
  heldBy: 'اکنون بر عهدهٔ',
}

const en: typeof fa = {
  title: 'Sign the contract',
  contract: 'The contract at a glance',
  number: 'Contract number',
  version: 'Version',
  reference: 'Reference',
  proposal: 'Proposal',
  digest: 'Digest of the document (SHA-256)',
  due: 'Sign by',
  open: 'Open the contract document (PDF)',
  openSigned: 'The signed and sealed contract (PDF)',
  pdf: 'the contract document',
  toSigning: 'Go to signing',
  wholeText: 'The text of the contract',
  wholeTextHint:
    'The same text as in the PDF, to read on any device. What you sign is the PDF with the digest below.',
  parties: 'Parties',
  terms: 'All terms in short',
  partner: 'Partner',
  document: 'About the document',
  turn: 'It is your turn to sign: read the text, get a code, and sign.',
  waiting: 'It is not your turn yet',
  waitingDetail: 'You will get an email once the person before you has signed.',
  codeTitle: 'Step 1: get a code',
  codeDetail: 'A six-digit code is sent to your recorded address and is valid for ten minutes:',
  sendCode: 'Send me the code',
  sentTitle: 'The code was sent',
  sentDetail: (address) => `Look into the mailbox of ${address}. The code is valid for ten minutes.`,
  signTitle: 'Step 2: sign',
  name: 'Your full name, as your signature',
  nameHint: 'The name on record:',
  code: 'Six-digit code',
  codeHint: 'Persian or English digits are both accepted.',
  consent: 'I have read the contract and agree to all of it.',
  sign: 'Sign the contract',
  refused: 'Your refusal to sign is recorded',
  refusedDetail:
    'The contract is back with the case office, and nobody else signs it. If it is drawn up anew, you are sent a new link.',
  refuseTitle: 'Refuse to sign',
  refuseDetail:
    'If you refuse, the contract goes back to the case office and the other signatures lose their effect.',
  reason: 'Why you refuse',
  refuse: 'I do not sign',
  signed: 'Your signature is recorded',
  allSigned: 'Everyone has signed.',
  othersAwaited: 'Others have still to sign.',
  ownReceipt: 'The receipt of your signature',
  heldBy: 'Now with',
}

export const signTexts = { fa, en } as const
