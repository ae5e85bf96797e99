import { rangeWords } from '#workflows/form/written-number.ts'
import type { Text } from '#workflows/language.ts'
import type { Repair } from './open-case.ts'

export const repairWords: Readonly<
  Record<Repair, { readonly title: Text; readonly detail: Text; readonly done: Text }>
> = {
  legalRoute: {
    title: { fa: 'ثبت مسیر قانونی', en: 'Record the legal route' },
    detail: {
      fa: 'قرارداد بر پایهٔ کدام مسیر قانونی بسته می‌شود؟ مفاد بدون این ثبت نهایی نمی‌شود. اگر قرارداد منتشر شود، مسیر، مرجع، شماره و تاریخ آن هم منتشر می‌شود؛ خود فایل منتشر نمی‌شود.',
      en: 'By which way of the law does the contract come about? Without this the terms are not released. If the contract is published, so are the route, the body, the number and the date; the file itself is not.',
    },
    done: { fa: 'مسیر قانونی ثبت شد.', en: 'The legal route was recorded.' },
  },
  reassignment: {
    title: { fa: 'سپردن جایگاه به شخص دیگر', en: 'Reassign a place' },
    detail: {
      fa: 'پیوند شخص پیشین همان دم بسته می‌شود، برای شخص تازه پیوندی فرستاده می‌شود و هر دو از شما و دلیلتان باخبر می‌شوند. کسی که نه در این برنامه نام برده شده و نه نشانی‌اش از سازمان‌های همکار است، تنها پیشنهاد می‌شود و همکار دیگری باید با او موافقت کند.',
      en: 'The present link stops working at once, the new person is sent one, and both are told who did it and why. Whoever is neither named by the programme nor in a domain that it allows is only proposed, and another member has to agree.',
    },
    done: { fa: 'سپردن جایگاه ثبت شد.', en: 'It was recorded.' },
  },
  agreement: {
    title: { fa: 'موافقت با شخصی از بیرون', en: 'Agree to somebody from outside' },
    detail: {
      fa: 'جایگاه با موافقت شما همان دم به این شخص سپرده می‌شود. نام شما و همکاری که او را پیشنهاد کرده است در پرونده می‌ماند.',
      en: 'With your word the place is this person’s at once. Your name and that of the member who proposed them stay in the case file.',
    },
    done: { fa: 'جایگاه سپرده شد.', en: 'The place was reassigned.' },
  },
  declining: {
    title: { fa: 'رد شخص پیشنهادشده', en: 'Decline whoever is proposed' },
    detail: {
      fa: 'جایگاه همان‌گونه که هست می‌ماند. پیشنهاد خود را نیز می‌توانید پس بگیرید.',
      en: 'The place stays as it is. You may take your own proposal back, too.',
    },
    done: { fa: 'پیشنهاد رد شد.', en: 'It was declined.' },
  },
  reissue: {
    title: { fa: 'فرستادن پیوند تازه', en: 'Send a link anew' },
    detail: {
      fa: 'همهٔ پیوندهای پیشین این جایگاه همان دم بسته می‌شود و پیوند تازه‌ای به همان نشانی فرستاده می‌شود.',
      en: 'All earlier links of that place stop working at once, and a new one is sent to the same address.',
    },
    done: { fa: 'پیوند تازه فرستاده می‌شود.', en: 'A new link is on its way.' },
  },
  extension: {
    title: { fa: 'تمدید مهلت', en: 'Extend the deadline' },
    detail: {
      fa: 'پیوندها و یادآوری‌ها تا مهلت تازه برقرار می‌ماند.',
      en: 'Links and reminders go on until the new deadline.',
    },
    done: { fa: 'مهلت تمدید شد', en: 'The deadline was extended' },
  },
  reopening: {
    title: { fa: 'پس گرفتن قرارداد و تغییر مفاد', en: 'Take the contract back to change its terms' },
    detail: {
      fa: 'پیوندهای امضا همان دم بسته می‌شود. پس از تغییر مفاد، نسخهٔ تازه تنظیم می‌شود و همه آن را از نو امضا می‌کنند.',
      en: 'The links for signing stop at once. Once the terms are changed, a new version is drawn up and everyone signs anew.',
    },
    done: {
      fa: 'قرارداد پس گرفته شد؛ اکنون مفاد آن را تغییر دهید.',
      en: 'The contract was taken back; now change its terms.',
    },
  },
  redelivery: {
    title: { fa: 'فرستادن دوباره به سامانهٔ مالی', en: "Send to finance's system again" },
    detail: {
      fa: 'قرارداد دوباره به سامانهٔ امور مالی فرستاده می‌شود، همان‌گونه که بار نخست بود. اگر آن سامانه گفته بود که دیگر در کار نیست، با این کار دوباره به کار گرفته می‌شود.',
      en: 'The contract is sent to finance’s own system once more, just as the first time. If that system had said that it is gone, this takes it back into use.',
    },
    done: { fa: 'قرارداد دوباره فرستاده می‌شود.', en: 'The contract is being sent again.' },
  },
  closing: {
    title: { fa: 'بستن پرونده', en: 'Close the case' },
    detail: {
      fa: 'پروندهٔ بسته دیگر باز نمی‌شود و متقاضی از آن و دلیل شما باخبر می‌شود.',
      en: 'A closed case cannot be opened again; the applicant is told of it and of your reason.',
    },
    done: { fa: 'پرونده بسته شد.', en: 'The case was closed.' },
  },
  hold: {
    title: { fa: 'نگه داشتن داده‌های شخصی', en: 'Hold the personal data' },
    detail: {
      fa: 'برای زمانی که اختلاف یا رسیدگی در میان است: داده‌های شخصی متقاضی تا آزاد نکنید پاک نمی‌شود، هرچند زمان آن رسیده باشد. متقاضی در تاریخچهٔ پرونده از آن باخبر می‌شود.',
      en: 'For a dispute or an inquiry: the applicant’s personal data is not erased until you lift this, even if its time has come. The applicant sees it in the history of the case.',
    },
    done: { fa: 'داده‌های شخصی نگه داشته می‌شود.', en: 'The personal data is held.' },
  },
  lift: {
    title: { fa: 'آزاد کردن داده‌های شخصی', en: 'No longer hold the personal data' },
    detail: {
      fa: 'اگر زمان آن رسیده باشد، داده‌های شخصی متقاضی همین شب پاک می‌شود و بازنمی‌گردد.',
      en: 'If its time has come, the applicant’s personal data is erased this very night and cannot be brought back.',
    },
    done: { fa: 'داده‌های شخصی آزاد شد.', en: 'The personal data is no longer held.' },
  },
}

export const termsReleased: Text = {
  fa: 'مفاد نهایی شد؛ قرارداد تنظیم و برای امضا فرستاده می‌شود.',
  en: 'The terms are settled; the contract is drawn up and sent for signature.',
}

/** How many may have taken part in a call. */
export const tendererBounds = { min: 1, max: 10_000 }
const tenderers = rangeWords(tendererBounds)

export const faultWords = {
  route: { fa: 'یکی از مسیرهای قانونی را برگزینید.', en: 'Choose one of the legal routes.' },
  body: { fa: 'نام مرجع حداکثر ۳۰۰ نویسه است.', en: 'The name of the body has 300 characters at most.' },
  number: { fa: 'شماره حداکثر ۱۰۰ نویسه است.', en: 'The number has 100 characters at most.' },
  date: {
    fa: 'تاریخ را مانند ۱۴۰۵/۰۸/۱۰ بنویسید.',
    en: 'Write a date such as 1405/08/10 or 2026-11-01.',
  },
  tenderers: {
    fa: `شمار شرکت‌کنندگان را ${tenderers.fa} بنویسید.`,
    en: `Write how many took part ${tenderers.en}.`,
  },
  decision: { fa: 'فایل مصوبه را دوباره برگزینید.', en: 'Choose the file of the decision again.' },
  secrets: { fa: 'فایل مصوبه را دوباره برگزینید.', en: 'Choose the file of the decision again.' },
  note: { fa: 'یادداشت حداکثر ۴۰۰۰ نویسه است.', en: 'A note has 4000 characters at most.' },
  target: { fa: 'یکی از جایگاه‌ها را برگزینید.', en: 'Choose a place.' },
  proposal: { fa: 'شخص پیشنهادشده را برگزینید.', en: 'Choose who was proposed.' },
  language: { fa: 'یکی از زبان‌ها را برگزینید.', en: 'Choose one of the languages.' },
  name: { fa: 'نام شخص را بنویسید.', en: "Write the person's name." },
  email: { fa: 'نشانی رایانامه را درست بنویسید.', en: 'Write a valid email address.' },
  role: { fa: 'سمت حداکثر ۲۰۰ نویسه است.', en: 'A role has 200 characters at most.' },
  reason: { fa: 'دلیل خود را بنویسید.', en: 'Write your reason.' },
  until: {
    fa: 'یکی از روزها را برگزینید یا روزی را بنویسید.',
    en: 'Choose one of the days, or write one.',
  },
  day: {
    fa: 'تاریخ را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.',
    en: 'Write a date such as 1405/09/20 or 2026-12-11.',
  },
  confirm: { fa: 'بستن پرونده را تأیید کنید.', en: 'Confirm that the case is to be closed.' },
} as const satisfies Record<string, Text>
