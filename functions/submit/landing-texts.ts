const fa = {
  toForm: 'شروع پیشنهاد',
  seeks: 'شهر به دنبال چیست؟',
  seeksLead:
    'طرحی که مسئله‌ای از شهر را حل کند و درآمدی پایدار برای شهر و برای شما بسازد. بررسی‌کنندگان هر طرح را با این معیارها می‌سنجند:',
  weight: (percent: string) => `وزن ${percent}٪`,
  way: 'مسیر پیشنهاد شما',
  wayLead: 'در هر مرحله می‌دانید پرونده نزد کیست و تا چه زمانی پاسخ می‌گیرید.',
  confirm: {
    label: 'تأیید رایانامه',
    detail: 'پیوندی برایتان می‌فرستیم که با باز کردن آن نشانی شما تأیید و بررسی آغاز می‌شود.',
  },
  glance: {
    stages: 'بررسی',
    inStages: (count: string) => `در ${count} مرحله`,
    answer: 'بررسی و تعیین مفاد قرارداد',
    account: 'حساب کاربری',
    noAccount: 'لازم نیست؛ پیگیری با پیوندی که برایتان می‌آید',
    signing: 'قرارداد',
    byLink: 'دوزبانه؛ امضا با پیوند و کد یک‌بارمصرف',
  },
  upTo: (span: string) => `حداکثر ${span}`,
  /** Where a step is held open after its deadline, so that its time is no promise. */
  usually: (span: string) => `معمولاً ${span}`,
  ifInTime: (span: string) => `معمولاً تا ${span}، اگر در هر مرحله به‌موقع پاسخ داده شود`,
  settling: {
    label: 'تعیین مفاد قرارداد',
    detail: 'دبیرخانه مفاد قرارداد را از پیشنهاد شما و شرط‌های داوران نهایی می‌کند',
  },
  signing: {
    label: 'قرارداد و امضا',
    detail: 'قرارداد دوزبانه آماده می‌شود و شما و نمایندگان شهر آن را از راه پیوند امضا می‌کنید',
  },
  finance: { label: 'تحویل به امور مالی', detail: 'امور مالی قرارداد امضاشده را دریافت و تأیید می‌کند' },
  clockStopsTitle: 'اگر اصلاحی لازم باشد',
  clockStops: (span: string) =>
    `دلیل آن را با رایانامه می‌گیرید و ${span} برای بازنگری فرصت دارید؛ در این مدت مهلت بررسی متوقف است.`,
  needs: 'پیش از آغاز آماده کنید',
  needed: [
    'مشخصات شرکت یا تیم و نمایندهٔ تام‌الاختیار (شناسهٔ ملی، کد ملی، تلفن همراه)',
    'رایانامه‌ای که به آن دسترسی دارید؛ به حساب کاربری و گذرواژه نیازی نیست',
    'شرح مسئله، راه‌حل و مدل درآمد، هر کدام دست‌کم ۲۰۰ نویسه',
    'برآورد سرمایه و درآمد سه سال نخست به ریال، و سهم پیشنهادی شهرداری',
    'یک تا پنج پیوست (PDF، تصویر یا اکسل): طرح توجیهی، صورت مالی، اساسنامه',
  ],
  form: 'فرم پیشنهاد',
  formLead: 'پرسش‌هایی که با «اختیاری» نشان‌دار نشده‌اند پاسخ لازم دارند. رقم‌ها را فارسی یا لاتین بنویسید.',
  check: 'بازبینی پاسخ‌ها پیش از فرستادن',
  afterwards: 'پس از فرستادن، پیوند تأیید را در رایانامهٔ خود باز کنید؛ بررسی پس از آن آغاز می‌شود.',
  elsewhere: {
    title: 'ادامه در دستگاهی دیگر',
    hint: 'نوشته‌هایتان را تا چهارده روز نگه می‌داریم و پیوند بازکردن آن‌ها را به رایانامه‌ای که در فرم نوشته‌اید می‌فرستیم. چیزی برای بررسی فرستاده نمی‌شود.',
    send: 'فرستادن پیوند ادامه به رایانامهٔ من',
  },
  elsewhereAgain: {
    title: 'نگه‌داشتن نوشته‌های تازه',
    hint: 'پیوندی که به رایانامهٔ شما رفته است فرم را با نوشته‌های تازه باز می‌کند؛ نامهٔ دیگری فرستاده نمی‌شود. اگر فرم را در دستگاهی دیگر ادامه داده‌اید، نوشته‌های این صفحه جداگانه نگه داشته می‌شود و پیوندی تازه فرستاده می‌شود.',
    send: 'نگه‌داشتن نوشته‌های من',
  },
  kept: {
    title: 'پیوند ادامهٔ فرم در راه رایانامهٔ شماست',
    detail:
      'پیوند به نشانی‌ای که در فرم نوشته‌اید فرستاده می‌شود، حداکثر روزی سه بار. نوشته‌های شما در همین صفحه نیز مانده است و می‌توانید همین‌جا ادامه دهید.',
  },
  keptAnew: {
    title: 'نوشته‌های تازهٔ شما نگه داشته شد',
    detail:
      'همان پیوندی که در رایانامهٔ شماست فرم را با نوشته‌های تازه تا چهارده روز دیگر باز می‌کند؛ نامهٔ دیگری فرستاده نمی‌شود.',
  },
  mailsOver: {
    title: 'امروز نامهٔ دیگری به این نشانی فرستاده نمی‌شود',
    detail:
      'به هر نشانی پیش از تأیید آن روزی سه نامه می‌فرستیم و این شمار پر شده است؛ این بار چیزی نگه داشته نشد. نوشته‌های شما در همین صفحه مانده است: همین‌جا ادامه دهید، یا اگر پیوندی به شما رسیده است فرم را با آن باز کنید.',
  },
  mailAway: {
    title: 'اکنون نتوانستیم نامه را بفرستیم',
    detail: 'نوشته‌های شما در همین صفحه مانده است؛ چند دقیقهٔ دیگر دوباره تلاش کنید.',
  },
  opened: {
    title: 'فرم نیمه‌کارهٔ شما باز شد',
    detail:
      'از همان‌جا که مانده بودید ادامه دهید. پیوست‌ها تنها یک روز می‌مانند؛ اگر در فهرست نیستند دوباره بیفزایید.',
  },
  website: 'این خانه را خالی بگذارید',
  sentBefore: {
    title: 'این فرم پیش‌تر فرستاده شده است',
    detail:
      'اگر چیزی را تغییر داده‌اید و می‌خواهید به‌عنوان پیشنهادی تازه ثبت شود، پاسخ‌ها را بازبینی کنید و بار دیگر بفرستید. پیشنهاد پیشین اگر تأیید نشود خودبه‌خود کنار می‌رود.',
  },
  tooMany: {
    title: 'اندکی صبر کنید',
    detail:
      'در زمانی کوتاه درخواست‌های بسیاری رسیده است. نوشته‌های شما در همین صفحه مانده است؛ کمی بعد دوباره بفرستید.',
  },
  noRoom: {
    title: 'امروز جایی برای پیوست‌های تازه نیست',
    detail:
      'امروز پیوست‌های بیشتری از جای موجود فرستاده شده است. لطفاً فردا دوباره تلاش کنید؛ نوشته‌های شما در همین صفحه مانده است.',
  },
}

const en: typeof fa = {
  toForm: 'Start a proposal',
  seeks: 'What the city is looking for',
  seeksLead:
    'A project that solves a problem of the city and makes lasting revenue for the city and for you. Reviewers weigh every project by these criteria:',
  weight: (percent) => `weight ${percent}%`,
  way: 'The way of your proposal',
  wayLead: 'At every stage you know who has your case and by when you will hear.',
  confirm: {
    label: 'Confirm your email address',
    detail: 'We send you a link; opening it proves your address and begins the review.',
  },
  glance: {
    stages: 'Review',
    inStages: (count) => `In ${count} stages`,
    answer: 'Review and contract terms',
    account: 'Account',
    noAccount: 'None; you follow your case by a link',
    signing: 'Contract',
    byLink: 'In two languages, signed by link and one-time code',
  },
  upTo: (span) => `At most ${span}`,
  usually: (span) => `Usually ${span}`,
  ifInTime: (span) => `Usually up to ${span}, if every stage answers in time`,
  settling: {
    label: 'Contract terms',
    detail: 'The case office settles the terms from your proposal and the reviewers’ conditions',
  },
  signing: {
    label: 'Contract and signatures',
    detail: 'A bilingual contract is drawn up; you and the city’s representatives sign it by link',
  },
  finance: {
    label: 'Handed to finance',
    detail: 'The finance office receives the signed contract and acknowledges it',
  },
  clockStopsTitle: 'If changes are needed',
  clockStops: (span) =>
    `You learn by email what is asked and why, and have ${span} to revise; the time of the review stands still meanwhile.`,
  needs: 'What to have ready',
  needed: [
    'Your company or team and its authorised representative (national legal ID, national code, mobile)',
    'An email address that you can read; there is no account and no password',
    'The problem, the solution and the revenue model, in at least 200 characters each',
    'The investment, the revenue of the first three years in rials, and the municipality’s share',
    'One to five attachments (PDF, image or Excel): business plan, accounts, statutes',
  ],
  form: 'The proposal',
  formLead: 'Questions that are not marked optional need an answer. Persian and Latin digits are both fine.',
  check: 'Check your answers before sending',
  afterwards: 'After sending, open the link in your email to confirm; the review begins then.',
  elsewhere: {
    title: 'Continue on another device',
    hint: 'We keep what you wrote for fourteen days and send a link that opens it to the email address in the form. Nothing is sent for review by that.',
    send: 'Send me a link to continue',
  },
  elsewhereAgain: {
    title: 'Keep what you wrote since',
    hint: 'The link in your mailbox then opens the form as it is now; no further mail is sent. If you went on with the form on another device, this page is kept apart and a new link is sent.',
    send: 'Keep what I wrote',
  },
  kept: {
    title: 'A link to continue is on its way to your mailbox',
    detail:
      'It goes to the address that you typed in the form, three times a day at most. What you wrote is still on this page too, so that you may go on here.',
  },
  keptAnew: {
    title: 'What you wrote since is kept',
    detail:
      'The link in your mailbox opens the form as it is now, for another fourteen days; no further mail is sent.',
  },
  mailsOver: {
    title: 'No further mail goes to this address today',
    detail:
      'We send three mails a day to an address that is not confirmed, and those were sent; nothing was kept this time. What you wrote is still on this page: go on here, or open the form by a link that you have.',
  },
  mailAway: {
    title: 'The mail could not be sent just now',
    detail: 'What you wrote is still on this page; please try again in a few minutes.',
  },
  opened: {
    title: 'Your half-filled form is open',
    detail:
      'Go on where you were. Attachments stay for one day alone; please add those again that are not listed.',
  },
  website: 'Leave this field empty',
  sentBefore: {
    title: 'This form was sent before',
    detail:
      'If you changed something and want it recorded as a new proposal, check your answers and send them once more. The earlier one lapses by itself unless it is confirmed.',
  },
  tooMany: {
    title: 'Please wait a little',
    detail:
      'Many requests came in a short time. What you wrote is still on this page; please send it again in a while.',
  },
  noRoom: {
    title: 'There is no room for attachments today',
    detail:
      'More attachments were sent today than there is room for. Please try again tomorrow; what you typed is still on this page.',
  },
}

export const landingTexts = { fa, en } as const
