import type { Text } from '#workflows/language.ts'

export const factorFaults = {
  missing: {
    fa: 'کد شش‌رقمی اپ احراز هویت یا یکی از کدهای بازیابی را بنویسید.',
    en: 'Enter the six-digit code of your authenticator app, or a recovery code.',
  },
  wrong: { fa: 'این کد درست نیست.', en: 'This code is wrong.' },
  used: {
    fa: 'این کد پیش‌تر به کار رفته است؛ کد بعدی را بنویسید.',
    en: 'This code was used already; enter the next one.',
  },
  unreadable: {
    fa: 'عامل دوم شما دیگر خوانده نمی‌شود. از همکاری در دبیرخانه، یا از راهبر سامانه، بخواهید آن را بازنشانی کند.',
    en: 'Your second factor can no longer be read. Ask a colleague of the case office, or the operator, to reset it.',
  },
  reset: {
    fa: 'عامل دوم شما بازنشانی شده است؛ نخست آن را با کد راه‌اندازی از نو تنظیم کنید.',
    en: 'Your second factor was reset; first set it up anew with the enrolment code.',
  },
} as const satisfies Record<string, Text>

export const enrolmentFaults = {
  missing: {
    fa: 'کد راه‌اندازی را که همکارتان یا راهبر سامانه به شما داده است بنویسید.',
    en: 'Enter the enrolment code that your colleague or the operator gave you.',
  },
  wrong: {
    fa: 'این کد راه‌اندازی درست نیست. آن را از همکارتان بپرسید؛ در رایانامه نیامده است.',
    en: 'This enrolment code is wrong. Ask your colleague for it; it was not mailed.',
  },
  expired: {
    fa: 'زمان این کد راه‌اندازی گذشته است. از همکاری در دبیرخانه، یا از راهبر سامانه، بخواهید عامل دوم را بار دیگر بازنشانی کند.',
    en: 'This enrolment code is too old. Ask a colleague of the case office, or the operator, to reset your second factor once more.',
  },
} as const satisfies Record<string, Text>

export const enrolFaults = {
  first: {
    fa: 'کدی که اپ اکنون نشان می‌دهد درست نیامد. ساعت گوشی را بررسی کنید و کد تازه را بنویسید.',
    en: 'That is not the code that the app shows now. Check the clock of your phone and enter a new one.',
  },
  secret: {
    fa: 'این صفحه کهنه شده است؛ تصویر تازه را اسکن کنید.',
    en: 'This page is too old; scan the new picture.',
  },
} as const satisfies Record<string, Text>

export const memberFaults = {
  member: { fa: 'یکی از همکاران دیگر را برگزینید.', en: 'Choose another member.' },
  act: { fa: 'برگزینید چه شود.', en: 'Choose what is to be done.' },
  oneself: {
    fa: 'عامل دوم هر کس را همکار دیگری بازنشانی می‌کند، نه خود او.',
    en: 'Somebody’s second factor is reset by a colleague, never by themselves.',
  },
} as const satisfies Record<string, Text>

/** Told where a form is shown again for its code. `address` is masked. */
export function codeSent(address: string): { readonly title: Text; readonly detail: Text } {
  return {
    title: { fa: 'کد تأیید فرستاده شد', en: 'A code was sent' },
    detail: {
      fa: `کد شش‌رقمی را که به \u2068${address}\u2069 فرستاده شد در همین فرم بنویسید و دوباره بفرستید. هنوز کاری انجام نشده است.`,
      en: `Enter the six-digit code that was sent to \u2068${address}\u2069 in the form and send it once more. Nothing has been done yet.`,
    },
  }
}

export const notRemovable: { readonly title: Text; readonly detail: Text } = {
  title: { fa: 'عامل دوم الزامی است', en: 'A second factor is required' },
  detail: {
    fa: 'این برنامه از همهٔ اعضای میز عامل دوم می‌خواهد؛ می‌توانید آن را از نو تنظیم کنید.',
    en: 'This programme asks every member for a second factor; you can set it up anew.',
  },
}

const fa = {
  title: 'عامل دوم ورود',
  toCome: {
    title: 'به‌زودی برای ورود عامل دوم لازم است',
    before: 'از این روز بدون آن وارد میز پرونده‌ها نمی‌شوید:',
    link: 'تنظیم عامل دوم',
  },
  proveTitle: 'کد یک‌بارمصرف',
  proveIntro: 'برای ورود به میز پرونده‌ها، کدی را بنویسید که اپ احراز هویت شما اکنون نشان می‌دهد.',
  proveLost:
    'اگر گوشی در دسترس نیست، یکی از کدهای بازیابی خود را بنویسید. اگر آن‌ها را هم ندارید، از همکاری در دبیرخانه بخواهید عامل دوم شما را بازنشانی کند.',
  unreadableTitle: 'عامل دوم شما خوانده نمی‌شود',
  code: 'کد تأیید',
  codeHint: 'کد شش‌رقمی اپ، یا یک کد بازیابی',
  prove: 'ادامه',
  enrolTitle: 'تنظیم عامل دوم',
  required: 'این برنامه از همهٔ اعضای میز عامل دوم می‌خواهد. آن را اکنون تنظیم کنید؛ یک دقیقه زمان می‌برد.',
  enrolIntro:
    'در گوشی خود یک اپ احراز هویت (مانند FreeOTP، Aegis یا Google Authenticator) باز کنید، این تصویر را اسکن کنید و کدی را که نشان می‌دهد بنویسید.',
  scan: 'تصویری که اپ احراز هویت اسکن می‌کند',
  secret: 'یا این رمز را در اپ وارد کنید',
  first: 'کدی که اپ نشان می‌دهد',
  mailedHint: 'خالی بگذارید تا کد به رایانامهٔ شما فرستاده شود؛ سپس آن را اینجا بنویسید.',
  enrol: 'عامل دوم را تنظیم می‌کنم',
  enrolment: 'کد راه‌اندازی',
  enrolmentHint:
    'همکاری که عامل دوم شما را بازنشانی کرد آن را تلفنی یا حضوری به شما می‌دهد؛ در رایانامه نیامده است.',
  codeOnce: 'کد راه‌اندازی همکارتان',
  codeOnceIntro:
    'این کد را تلفنی یا حضوری به همکارتان بدهید، نه با رایانامه. تا هفت روز پذیرفته می‌شود و دیگر نمایش داده نمی‌شود.',
  awaited: 'بازنشانی شده است',
  doneTitle: 'عامل دوم تنظیم شد',
  doneIntro:
    'این کدهای بازیابی را جایی امن نگه دارید. هر یک تنها یک بار، به جای کد اپ، پذیرفته می‌شود و دیگر نمایش داده نمی‌شود. نشست‌های دیگر شما پایان یافت.',
  doneList: 'کدهای بازیابی',
  toBoard: 'رفتن به میز پرونده‌ها',
  since: 'تنظیم‌شده در',
  left: 'کدهای بازیابی باقی‌مانده',
  anew: 'تنظیم دوباره، با کدهای بازیابی تازه',
  removeTitle: 'برداشتن عامل دوم',
  remove: 'عامل دوم را برمی‌دارم',
  membersTitle: 'اعضای میز',
  membersIntro:
    'عامل دوم هر کس را همکار دیگری بازنشانی می‌کند. به خود او خبر داده می‌شود، نشست‌هایش پایان می‌یابد، و عامل بعدی را با کدی تنظیم می‌کند که همین‌جا یک بار نشان داده می‌شود.',
  name: 'نام',
  access: 'نقش',
  factor: 'عامل دوم از',
  sessions: 'نشست‌ها',
  none: 'ندارد',
  unreadable: 'خوانده نمی‌شود؛ بازنشانی شود',
  member: 'همکار',
  act: 'چه شود؟',
  resetFactor: 'عامل دوم بازنشانی شود و نشست‌ها پایان یابد',
  endSessions: 'تنها نشست‌ها پایان یابد',
  doIt: 'انجام می‌دهم',
  done: 'انجام شد و به همکارتان خبر داده می‌شود.',
}

const en: typeof fa = {
  title: 'Second factor',
  toCome: {
    title: 'A second factor will soon be needed to sign in',
    before: 'Without one the board does not open to you from',
    link: 'Set up a second factor',
  },
  proveTitle: 'One-time code',
  proveIntro: 'To enter the board, type the code that your authenticator app shows now.',
  proveLost:
    'If you do not have your phone, type one of your recovery codes. If you have none of them either, ask a colleague of the case office to reset your second factor.',
  unreadableTitle: 'Your second factor cannot be read',
  code: 'Code',
  codeHint: 'The six digits of the app, or a recovery code',
  prove: 'Continue',
  enrolTitle: 'Set up a second factor',
  required:
    'This programme asks every member of the board for a second factor. Set it up now; it takes a minute.',
  enrolIntro:
    'Open an authenticator app on your phone (such as FreeOTP, Aegis or Google Authenticator), scan this picture, and type the code that it shows.',
  scan: 'The picture that an authenticator app scans',
  secret: 'Or type this secret into the app',
  first: 'The code that the app shows',
  mailedHint: 'Leave it empty to have a code mailed to you; then type it here.',
  enrol: 'Set up the second factor',
  enrolment: 'Enrolment code',
  enrolmentHint:
    'The colleague who reset your second factor tells you by phone or in person; it was not mailed.',
  codeOnce: 'Your colleague’s enrolment code',
  codeOnceIntro:
    'Tell it to your colleague by phone or in person, not by mail. It works for seven days and is not shown again.',
  awaited: 'was reset',
  doneTitle: 'The second factor is set up',
  doneIntro:
    'Keep these recovery codes in a safe place. Each is taken once in place of the app’s code, and they are not shown again. Your other sessions were ended.',
  doneList: 'Recovery codes',
  toBoard: 'Go to the board',
  since: 'Set up on',
  left: 'Recovery codes left',
  anew: 'Set it up anew, with new recovery codes',
  removeTitle: 'Remove the second factor',
  remove: 'Remove the second factor',
  membersTitle: 'Members of the board',
  membersIntro:
    'Somebody’s second factor is reset by a colleague. They are told of it, their sessions end, and they set up the next one with a code that is shown here once.',
  name: 'Name',
  access: 'Role',
  factor: 'Second factor since',
  sessions: 'Sessions',
  none: 'none',
  unreadable: 'cannot be read; reset it',
  member: 'Member',
  act: 'What is to be done?',
  resetFactor: 'Reset the second factor and end the sessions',
  endSessions: 'End the sessions only',
  doIt: 'Do it',
  done: 'Done; your colleague is told of it.',
}

export const factorTexts = { fa, en } as const
