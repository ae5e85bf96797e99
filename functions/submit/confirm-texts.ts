import type { Text } from '#workflows/language.ts'

const fa = {
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
    next: (stage: string) => `نخستین مرحلهٔ بررسی: ${stage}`,
  },
  again: 'فرستادن پیشنهاد تازه',
}

const en: typeof fa = {
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
}

export const confirmTexts = { fa, en } as const

/** Why a link to confirm has nothing to confirm any more, and what to do. */
export const confirmOver: Record<
  'lapsed' | 'closed' | 'corrected',
  { readonly title: Text; readonly detail: Text }
> = {
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
  corrected: {
    title: { fa: 'نشانی این پیشنهاد اصلاح شده است', en: 'The address of this proposal was corrected' },
    detail: {
      fa: 'فرستندهٔ این پیشنهاد نشانی رایانامه را اصلاح کرد و پیشنهاد با نشانی درست از نو فرستاده شد؛ این پیوند دیگر کاری نمی‌کند. اگر فرستنده شما بودید، نامهٔ تازه را در نشانی درست باز کنید. اگر نه، کاری لازم نیست.',
      en: 'Whoever sent this proposal corrected the address, and it was sent anew with the right one; this link does nothing any more. If that was you, open the new mail at the right address. If not, there is nothing to do.',
    },
  },
}
