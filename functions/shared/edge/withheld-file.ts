import type { Problem } from '#functions/shared/http/problem.ts'
import type { FileWithheld } from '#functions/shared/ports/malware.ts'

const toOffice = {
  fa: 'اگر به آن نیاز دارید، به دبیرخانه بنویسید تا نسخهٔ سالمی از فرستنده بخواهد.',
  en: 'If you need it, write to the case office, which can ask its sender for a clean copy.',
} as const

/** The answer to whoever asks for a file that is withheld, by what the scan for malware says of it. */
export const withheldProblems: Readonly<Record<FileWithheld['verdict'], Problem>> = {
  pending: {
    status: 503,
    code: 'file-being-checked',
    title: { fa: 'فایل در حال بررسی است', en: 'The file is being checked' },
    detail: {
      fa: 'این فایل از نظر بدافزار بررسی می‌شود و پس از آن باز می‌شود؛ معمولاً یک دقیقه زمان می‌برد.',
      en: 'This file is being checked for malware and opens after that, usually within a minute.',
    },
    next: [
      { fa: 'یک دقیقه بعد دوباره امتحان کنید.', en: 'Try again in a minute.' },
      {
        fa: 'اگر پس از یک ساعت هنوز باز نمی‌شود، به دبیرخانه بنویسید.',
        en: 'If it does not open after an hour, write to the case office.',
      },
    ],
    again: { fa: 'تلاش دوباره', en: 'Try again' },
    headers: { 'retry-after': '60' },
  },
  threat: {
    status: 403,
    code: 'file-has-malware',
    title: { fa: 'این فایل داده نمی‌شود', en: 'This file is withheld' },
    detail: {
      fa: 'در این فایل بدافزاری پیدا شده است و به هیچ‌کس داده نمی‌شود. بقیهٔ پرونده سر جای خود است.',
      en: 'Malware was found in this file, and it is given to nobody. The rest of the case is as it was.',
    },
    next: [toOffice],
  },
  unchecked: {
    status: 403,
    code: 'file-not-checked',
    title: { fa: 'این فایل داده نمی‌شود', en: 'This file is withheld' },
    detail: {
      fa: 'این فایل از نظر بدافزار بررسی‌شدنی نبود، مثلاً چون گذرواژه دارد، و تا بررسی نشود به کسی داده نمی‌شود.',
      en: 'This file could not be checked for malware, for instance since it has a password, and is given to nobody until it is.',
    },
    next: [toOffice],
  },
}
