const fa = {
  accepted: 'پذیرفته شد',
  empty: 'نوشته نشده است',
  year: (number: string) => `سال ${number}`,
  noFiles: 'پیوستی نیست.',
  download: (name: string) => `گشودن ${name} در صفحه‌ای تازه`,
  /** From bytes upwards, each a thousand times the one before. */
  units: ['بایت', 'کیلوبایت', 'مگابایت'],
  /** Of an attachment that does something by itself. */
  acts: 'این PDF هنگام باز شدن فرمانی اجرا می‌کند (برنامهٔ نهفته یا باز کردن برنامه‌ای دیگر)؛ آن را در مرورگر ببینید و به آن اجازه ندهید.',
  /** Of one that was encrypted, or too much. */
  unseen:
    'نتوانستیم همهٔ این PDF را وارسی کنیم (رمزگذاری شده یا بسیار پیچیده است)؛ آن را در مرورگر ببینید و به آن اجازه ندهید.',
  /** Of a file that nobody may open, or not yet. */
  withheld: {
    pending: 'در حال بررسی از نظر بدافزار است؛ معمولاً یک دقیقه زمان می‌برد. صفحه را سپس دوباره باز کنید.',
    threat: 'در این فایل بدافزار پیدا شد و به هیچ‌کس داده نمی‌شود.',
    unchecked: 'از نظر بدافزار بررسی‌شدنی نبود و به کسی داده نمی‌شود؛ نسخه‌ای بدون گذرواژه لازم است.',
  },
  erased: 'داده‌های شخصی این نسخه پاک شده است.',
}

const en: typeof fa = {
  accepted: 'Accepted',
  empty: 'Not given',
  year: (number) => `Year ${number}`,
  noFiles: 'There are no attachments.',
  download: (name) => `Open ${name} in a new tab`,
  units: ['B', 'kB', 'MB'],
  acts: 'This PDF runs something when it is opened (a program inside it, or another one): view it in the browser and allow it nothing.',
  unseen:
    'Not all of this PDF could be looked through (it is encrypted, or too complex): view it in the browser and allow it nothing.',
  withheld: {
    pending: 'Is being checked for malware, usually a minute. Open the page again after that.',
    threat: 'Malware was found in this file; it is given to nobody.',
    unchecked:
      'Could not be checked for malware and is given to nobody; a copy without a password is needed.',
  },
  erased: 'The personal data of this revision has been erased.',
}

export const proposalViewTexts = { fa, en } as const
