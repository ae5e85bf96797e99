import type { Language } from '#workflows/language.ts'

/** `{n}` stands for a figure. */
type AttachmentsTexts = Readonly<
  Record<
    | 'upload'
    | 'plain'
    | 'larger'
    | 'kept'
    | 'remove'
    | 'sending'
    | 'arrived'
    | 'later'
    | 'refused'
    | 'tooMany'
    | 'waiting'
    | 'held'
    | 'kilobytes'
    | 'megabytes',
    string
  >
>

export const attachmentsTexts: Record<Language, AttachmentsTexts> = {
  fa: {
    upload: 'افزودن پیوست',
    plain: 'مجموع حجم پیوست‌ها از راه این فرم حداکثر ۴ مگابایت است.',
    larger: 'راهنمای فرستادن پرونده‌های بزرگ‌تر برای برنامه‌نویسان',
    kept: 'این پرونده‌ها رسیده‌اند و نیازی به بارگذاری دوباره نیست؛ اگر یکی را نمی‌خواهید تیک آن را بردارید.',
    remove: 'برداشتن',
    sending: 'در حال بارگذاری: {n}٪',
    arrived: 'بارگذاری شد',
    later: 'اکنون بارگذاری نشد؛ همراه فرم فرستاده می‌شود.',
    refused: 'پذیرفته نشد.',
    tooMany: 'بیش از این تعداد پیوست پذیرفته نمی‌شود؛ یکی را بردارید.',
    waiting: 'پیوست‌ها هنوز در راه‌اند؛ همین که برسند فرم فرستاده می‌شود.',
    held: 'فرم فرستاده نشد، چون پیوستی پذیرفته نشد. آن را بردارید یا درستش را بیفزایید و دکمه را دوباره بزنید؛ نوشته‌ها و پیوست‌های دیگر مانده است.',
    kilobytes: '{n} کیلوبایت',
    megabytes: '{n} مگابایت',
  },
  en: {
    upload: 'Add attachments',
    plain: 'Through this form, all attachments together may have 4 MB.',
    larger: 'For programmers: how to send larger files',
    kept: 'These files have arrived and need not be sent again. Untick one that you do not want.',
    remove: 'Remove',
    sending: 'Uploading: {n}%',
    arrived: 'Uploaded',
    later: 'Not uploaded yet; it goes with the form.',
    refused: 'Not accepted.',
    tooMany: 'No more attachments can be taken; please remove one.',
    waiting: 'Attachments are still on their way; the form is sent as soon as they have arrived.',
    held: 'The form was not sent, since an attachment was not accepted. Remove it or add the right one, and press the button again; all you wrote and the other attachments are still here.',
    kilobytes: '{n} kB',
    megabytes: '{n} MB',
  },
}
