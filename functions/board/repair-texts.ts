import type { Text } from '#workflows/language.ts'
import type { Repair } from './open-case.ts'

export const repairWords: Readonly<
  Record<Repair, { readonly title: Text; readonly detail: Text; readonly done: Text }>
> = {
  reassignment: {
    title: { fa: 'سپردن جایگاه به شخص دیگر', en: 'Reassign a place' },
    detail: {
      fa: 'پیوند شخص پیشین همان دم بسته می‌شود و برای شخص تازه پیوندی فرستاده می‌شود.',
      en: 'The present link stops working at once and the new person is sent one.',
    },
    done: { fa: 'جایگاه سپرده شد.', en: 'The place was reassigned.' },
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
      fa: 'مهلت تا پایان روزی که می‌نویسید تمدید می‌شود.',
      en: 'The deadline moves to the end of the day that you write.',
    },
    done: { fa: 'مهلت تمدید شد.', en: 'The deadline was extended.' },
  },
  correction: {
    title: { fa: 'اصلاح قرارداد', en: 'Correct the contract' },
    detail: {
      fa: 'قرارداد با این اصلاح از نو تنظیم و از نو امضا می‌شود.',
      en: 'The contract is drawn up anew with this correction and signed again.',
    },
    done: { fa: 'اصلاح ثبت شد.', en: 'The correction was recorded.' },
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
}

export const faultWords = {
  target: { fa: 'یکی از جایگاه‌ها را برگزینید.', en: 'Choose a place.' },
  name: { fa: 'نام شخص را بنویسید.', en: "Write the person's name." },
  email: { fa: 'نشانی رایانامه را درست بنویسید.', en: 'Write a valid email address.' },
  role: { fa: 'سمت حداکثر ۲۰۰ نویسه است.', en: 'A role has 200 characters at most.' },
  reason: { fa: 'دلیل خود را بنویسید.', en: 'Write your reason.' },
  until: {
    fa: 'تاریخ را مانند ۱۴۰۵/۰۹/۲۰ بنویسید.',
    en: 'Write a date such as 1405/09/20 or 2026-12-11.',
  },
  iban: { fa: 'شماره شبا درست نیست.', en: 'This is not an Iranian IBAN.' },
  conditions: {
    fa: 'تا ۳۰ شرط، هر کدام در یک سطر و حداکثر ۱۰۰۰ نویسه.',
    en: 'Up to 30 conditions, one per line, 1,000 characters each.',
  },
  note: { fa: 'بنویسید چه چیز و چرا اصلاح می‌شود.', en: 'Write what is corrected and why.' },
  confirm: { fa: 'بستن پرونده را تأیید کنید.', en: 'Confirm that the case is to be closed.' },
} as const satisfies Record<string, Text>
