import type { Language, Text } from '#workflows/language.ts'

interface ConfirmTexts {
  readonly thanks: {
    readonly title: string
    readonly reference: string
    readonly arrived: string
    readonly confirm: string
    readonly mailbox: string
    readonly span: (span: string) => string
    readonly noMail: string
    readonly missing: string
  }
  readonly ask: {
    readonly title: string
    readonly lead: string
    readonly proposal: string
    readonly reference: string
    readonly until: string
    readonly button: string
    readonly notYou: string
  }
  readonly begun: { readonly title: string; readonly mail: string; readonly next: (stage: string) => string }
  readonly again: string
}

export const confirmTexts: Record<Language, ConfirmTexts> = {
  fa: {
    thanks: {
      title: 'پیشنهاد شما رسید؛ یک گام مانده است',
      reference: 'شمارهٔ پروندهٔ شما:',
      mailbox:
        'رایانامهٔ خود را باز کنید و پیوند تأیید را بزنید. بررسی پیشنهاد از همان لحظه آغاز می‌شود و تا پیش از آن برای کسی فرستاده نمی‌شود.',
      arrived: 'پیشنهاد ثبت شد',
      confirm: 'تأیید رایانامه؛ نوبت شماست',
      span: (span) => `${span} فرصت دارید`,
      noMail: 'نامه‌ای نرسیده است؟',
      missing:
        'چند دقیقه درنگ کنید و پوشهٔ هرزنامه را هم ببینید. اگر نشانی رایانامه را نادرست نوشته‌اید، فرم را با نشانی درست دوباره بفرستید.',
    },
    ask: {
      title: 'تأیید رایانامه و آغاز بررسی',
      lead: 'با این تأیید، درستی نشانی رایانامهٔ شما روشن می‌شود و پیشنهاد به نخستین مرحلهٔ بررسی می‌رود.',
      proposal: 'عنوان طرح',
      reference: 'شمارهٔ پرونده',
      until: 'مهلت تأیید',
      button: 'تأیید می‌کنم؛ بررسی آغاز شود',
      notYou: 'اگر شما این پیشنهاد را نفرستاده‌اید، کاری لازم نیست؛ بدون تأیید، چیزی بررسی نمی‌شود.',
    },
    begun: {
      title: 'رایانامهٔ شما تأیید شد و پرونده آغاز شد',
      mail: 'پیوند صفحهٔ پیگیری را به رایانامهٔ شما می‌فرستیم. آن را نگه دارید؛ از همان صفحه وضعیت پرونده را می‌بینید و اگر اصلاحی لازم باشد انجام می‌دهید.',
      next: (stage) => `نخستین مرحلهٔ بررسی: ${stage}`,
    },
    again: 'فرستادن پیشنهاد تازه',
  },
  en: {
    thanks: {
      title: 'Your proposal has arrived; one step is left',
      reference: 'Your reference:',
      mailbox:
        'Please open your mailbox and follow the link to confirm. The review begins at that moment; until then the proposal goes to nobody.',
      arrived: 'The proposal is recorded',
      confirm: 'Confirm your address: it is your turn',
      span: (span) => `You have ${span}`,
      noMail: 'No mail yet?',
      missing:
        'Give it some minutes, and look into the spam folder too. If the address you typed was wrong, send the form again with the right one.',
    },
    ask: {
      title: 'Confirm your address and begin the review',
      lead: 'This confirms your email address and hands the proposal to the first stage of review.',
      proposal: 'Project title',
      reference: 'Reference',
      until: 'Confirm by',
      button: 'I confirm: begin the review',
      notYou:
        'If you did not send this proposal you need not do anything; without confirmation nothing is reviewed.',
    },
    begun: {
      title: 'Your address is confirmed and the case has begun',
      mail: 'The link to your tracking page is on its way to your mailbox. Keep it: there you see where your case stands, and there you revise it if changes are asked for.',
      next: (stage) => `The first stage of review: ${stage}`,
    },
    again: 'Send a new proposal',
  },
}

/** Why a link to confirm has nothing to confirm any more, and what to do. */
export const confirmOver: Record<'lapsed' | 'closed', { readonly title: Text; readonly detail: Text }> = {
  lapsed: {
    title: { fa: 'مهلت تأیید این پیشنهاد گذشته است', en: 'The time to confirm this proposal has passed' },
    detail: {
      fa: 'این پیشنهاد در مهلت مقرر تأیید نشد و کنار گذاشته شد. اگر هنوز به مشارکت علاقه‌مندید، فرم را دوباره بفرستید و پیوند تازه را از رایانامهٔ خود باز کنید.',
      en: 'This proposal was not confirmed in time and has lapsed. If you are still interested, please send the form again and open the new link from your mailbox.',
    },
  },
  closed: {
    title: { fa: 'این پرونده بسته شده است', en: 'This case is closed' },
    detail: {
      fa: 'رسیدگی به این پرونده پایان یافته است. نتیجه و دلیل آن را در صفحهٔ پیگیری می‌بینید که پیوندش در رایانامهٔ شماست.',
      en: 'This case has come to its end. The outcome and its reasons are on your tracking page; its link is in your mailbox.',
    },
  },
}
