import type { FieldFault, Problem } from '#functions/shared/http/problem.ts'
import { jalaliShort } from '#workflows/contract/persian.ts'
import type { Text } from '#workflows/language.ts'
import type { Refusal } from '#workflows/proposal/refusal.ts'
import { refusalAnswers } from './refusal-answers.ts'

/** The answer to a refused command; a refusal of one field names it in `errors`. */
export function problemOf({ refused, field, from }: Refusal): Problem {
  const words = refusalAnswers[refused]
  const answer = from === undefined ? words : { ...words, detail: tooEarly(from) }
  const named = field ?? (answer.status === 422 ? fieldOf[refused] : undefined)
  return {
    code: refused,
    ...answer,
    ...(named === undefined ? {} : { errors: [{ field: named, code: refused, message: answer.detail }] }),
  }
}

/** The first day that may be given, by both calendars, which is an example too. */
function tooEarly(from: string): Text {
  const jalali = jalaliShort(from)
  return {
    fa: `این تاریخ پیش از \u2068${jalali}\u2069 است که نخستین روز پذیرفتنی است. سال را بازبینی کنید و تاریخ را مانند \u2068${jalali}\u2069 بنویسید.`,
    en: `This is before \u2068${jalali}\u2069 (\u2068${from}\u2069), the first day that can be given here. Check the year, and write the day as \u2068${jalali}\u2069 or \u2068${from}\u2069.`,
  }
}

/** The form's field of a refusal that is always about the same one. */
const fieldOf: Readonly<Partial<Record<Refusal['refused'], string>>> = {
  'guarantee-unknown': 'guarantee',
  'day-missing': 'expiresOn',
  'decision-not-offered': 'decision',
  'last-round': 'decision',
  'legal-route-unknown': 'route',
  'legal-route-incomplete': 'decision',
  'reason-missing': 'reason',
  'reason-code-unknown': 'reasonCode',
  'scores-incomplete': 'scores',
  'conditions-without-approval': 'conditions',
  'name-missing': 'typedName',
  'not-a-later-time': 'until',
  'target-unknown': 'target',
  'instalment-unknown': 'instalment',
  'amount-missing': 'amount',
  'more-than-due': 'amount',
  'voucher-missing': 'voucher',
  'date-to-come': 'receivedOn',
  'date-too-early': 'receivedOn',
}

const notUtf8Words = {
  title: { fa: 'بخشی از نوشته خوانا نرسید', en: 'A part of the text cannot be read' },
  detail: {
    fa: 'نوشته یا نام پرونده‌ای با رمزگذاری دیگری جز UTF-8 فرستاده شد و حرف‌های آن گم می‌شد. چیزی ثبت نشد؛ آن را با UTF-8 دوباره بفرستید.',
    en: 'A text or a file’s name was sent in an encoding other than UTF-8, and letters of it would be lost. Nothing was recorded; please send it again in UTF-8.',
  },
} as const

/** Problems that are no refusal of the process. */
export const problems = {
  malformed: {
    status: 400,
    code: 'malformed',
    title: { fa: 'درخواست خوانا نیست', en: 'The request cannot be read' },
    detail: {
      fa: 'آنچه فرستاده شد درست بسته‌بندی نشده است. صفحه را دوباره باز کنید و از نو بفرستید.',
      en: 'What was sent is not well formed. Please open the page again and send it anew.',
    },
  },
  /** `field` is where it was seen, as far as that can be told. */
  notUtf8: (field?: string): Problem => ({
    status: 400,
    code: 'not-utf-8',
    ...notUtf8Words,
    ...(field === undefined ? {} : { errors: [{ field, code: 'not-utf-8', message: notUtf8Words.detail }] }),
  }),
  forbidden: {
    status: 403,
    code: 'forbidden',
    title: { fa: 'این درخواست پذیرفته نشد', en: 'This request was not accepted' },
    detail: {
      fa: 'این درخواست از جای دیگری فرستاده شده است. صفحه را از پیوند خودتان باز کنید و از همان‌جا بفرستید.',
      en: 'This request came from elsewhere. Please open the page by your own link and send it from there.',
    },
  },
  notFound: {
    status: 404,
    code: 'not-found',
    title: { fa: 'چیزی در این نشانی نیست', en: 'There is nothing at this address' },
    detail: {
      fa: 'شاید پیوند ناقص رونوشت شده یا زمان آن گذشته باشد. پیوند را از رایانامهٔ خود دوباره باز کنید.',
      en: 'The link may be incomplete or past its time. Please open it again from your email.',
    },
  },
  /** `allow` lists the methods that the address knows. */
  wrongMethod: (allow: string): Problem => ({
    status: 405,
    code: 'method-not-allowed',
    title: { fa: 'این کار در این نشانی شدنی نیست', en: 'That cannot be done at this address' },
    detail: {
      fa: 'به صفحهٔ پیش برگردید و از دکمه‌های همان صفحه استفاده کنید.',
      en: 'Please go back and use the buttons of the page.',
    },
    headers: { allow },
  }),
  gone: {
    status: 410,
    code: 'gone',
    title: { fa: 'این پیوند به پایان رسیده است', en: 'This link has come to its end' },
    detail: {
      fa: 'کاری که این پیوند برای آن بود پایان یافته است.',
      en: 'What this link was for is over.',
    },
  },
  stale: {
    status: 409,
    code: 'stale-documents',
    title: refusalAnswers['stale-documents'].title,
    detail: refusalAnswers['stale-documents'].detail,
  },
  tooLarge: {
    status: 413,
    code: 'too-large',
    title: { fa: 'درخواست بیش از اندازه بزرگ است', en: 'The request is too large' },
    detail: {
      fa: 'آنچه فرستادید روی هم بیش از ۴ مگابایت است و پذیرفته نشد. چیزی ثبت نشده است.',
      en: 'What you sent exceeds 4 MB in all and was not accepted. Nothing was recorded.',
    },
  },
  unsupported: {
    status: 415,
    code: 'unsupported-media-type',
    title: { fa: 'قالب درخواست پشتیبانی نمی‌شود', en: 'The format of the request is not supported' },
    detail: {
      fa: 'فرم را از همین سامانه بفرستید، یا داده را به صورت JSON.',
      en: 'Please send the form of this site, or JSON.',
    },
    headers: { accept: 'application/x-www-form-urlencoded, multipart/form-data, application/json' },
  },
  internal: {
    status: 500,
    code: 'internal',
    title: { fa: 'خطایی در سامانه رخ داد', en: 'Something went wrong on our side' },
    detail: {
      fa: 'آنچه برایش رسید گرفته‌اید محفوظ است. کمی بعد دوباره بکوشید و اگر باز هم نشد به دبیرخانه بنویسید.',
      en: 'Whatever you have a receipt for is safe. Please try again in a while, and write to the case office if it happens again.',
    },
  },
  /** `retryAfter` in seconds. */
  unavailable: (retryAfter: number): Problem => ({
    status: 503,
    code: 'busy',
    title: { fa: 'سامانه اکنون شلوغ است', en: 'The service is busy' },
    detail: {
      fa: 'چند لحظه بعد دوباره بفرستید؛ هیچ‌چیز دو بار ثبت نمی‌شود.',
      en: 'Please send it again in a moment; nothing is counted twice.',
    },
    headers: { 'retry-after': String(Math.ceil(retryAfter)) },
  }),
  /** There is no room for files; `retryAfter` in seconds. */
  full: (retryAfter: number): Problem => ({
    status: 507,
    code: 'no-room',
    title: { fa: 'اکنون جایی برای پرونده‌های تازه نیست', en: 'There is no room for files at the moment' },
    detail: {
      fa: 'امروز پیوست‌های بیشتری از جای موجود فرستاده شده است. لطفاً فردا دوباره تلاش کنید.',
      en: 'More attachments were sent today than there is room for. Please try again tomorrow.',
    },
    headers: { 'retry-after': String(Math.ceil(retryAfter)) },
  }),
  /** `retryAfter` in seconds. */
  tooMany: (retryAfter: number): Problem => ({
    status: 429,
    code: 'too-many-requests',
    title: { fa: 'درخواست‌ها بیش از اندازه است', en: 'Too many requests' },
    detail: {
      fa: 'در زمانی کوتاه درخواست‌های بسیاری رسیده است. کمی درنگ کنید و دوباره بکوشید.',
      en: 'Many requests came in a short time. Please wait a little and try again.',
    },
    headers: { 'retry-after': String(Math.ceil(retryAfter)) },
  }),
  unprocessable: (errors: readonly FieldFault[]): Problem => ({
    status: 422,
    code: 'invalid-fields',
    title: { fa: 'برخی خانه‌ها نیاز به اصلاح دارد', en: 'Some fields need correcting' },
    detail: {
      fa: 'خانه‌هایی که نام برده شده‌اند را اصلاح کنید و دوباره بفرستید.',
      en: 'Please correct the fields that are named and send it again.',
    },
    errors,
  }),
} as const satisfies Readonly<Record<string, Problem | ((given: never) => Problem)>>

export function isProblem(answer: object): answer is Problem {
  return 'code' in answer
}
