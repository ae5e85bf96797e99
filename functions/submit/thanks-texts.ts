import type { FieldFault } from '#functions/shared/http/problem.ts'
import type { Text } from '#workflows/language.ts'

const fa = {
  title: 'پیشنهاد شما رسید؛ یک گام مانده است',
  reference: 'شمارهٔ پروندهٔ شما:',
  mailbox:
    'رایانامهٔ خود را باز کنید و پیوند تأیید را بزنید. بررسی پیشنهاد از همان لحظه آغاز می‌شود و تا پیش از آن برای کسی فرستاده نمی‌شود.',
  arrived: 'پیشنهاد ثبت شد',
  confirm: 'تأیید رایانامه؛ نوبت شماست',
  span: (span: string) => `${span} فرصت دارید`,
  noMail: 'نامه‌ای نرسیده است؟',
  missing:
    'چند دقیقه درنگ کنید و پوشهٔ هرزنامه را هم ببینید. اگر نشانی رایانامه را نادرست نوشته‌اید، فرم را با نشانی درست دوباره بفرستید.',
  sentTo: 'پیوند تأیید به این نشانی فرستاده شد:',
  notReached: 'نامه به این نشانی نرسید؛ احتمالاً نشانی نادرست است. آن را در زیر اصلاح کنید.',
  again: 'فرستادن دوبارهٔ نامه',
  wrong: 'نشانی نادرست است؟',
  wrongHint:
    'نشانی درست را بنویسید. پیشنهاد با همان پاسخ‌ها و پیوست‌ها به شماره‌ای تازه ثبت می‌شود و پیشنهاد پیشین کنار می‌رود.',
  address: 'نشانی درست رایانامه',
  correct: 'اصلاح نشانی و فرستادن',
  told: {
    again: 'نامه بار دیگر فرستاده شد. پیوند نامهٔ پیشین نیز همچنان کار می‌کند.',
    corrected: 'نشانی اصلاح شد و نامه به نشانی تازه رفت. شمارهٔ پرونده نیز تازه است.',
  },
  /** What stands in place of all this where nothing waits for the address any more. */
  over: {
    confirmed: 'این نشانی تأیید شده و بررسی آغاز شده است. پیوند صفحهٔ پیگیری در رایانامهٔ شماست.',
    corrected: 'نشانی این پیشنهاد اصلاح شده و پیشنهاد با شماره‌ای تازه ثبت شده است؛ نامهٔ تازه را باز کنید.',
    over: 'این پیشنهاد دیگر در انتظار تأیید نیست.',
  },
  tooMany:
    'به این نشانی، یا از این شبکه، امروز به اندازهٔ مجاز نامه فرستاده شده است. پوشهٔ هرزنامه را ببینید یا فردا دوباره تلاش کنید؛ پیشنهاد شما ثبت شده و از میان نمی‌رود.',
}

const en: typeof fa = {
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
  sentTo: 'The link to confirm was sent to this address:',
  notReached: 'The mail did not reach this address, which is most likely mistyped. Please correct it below.',
  again: 'Send the mail again',
  wrong: 'Is the address wrong?',
  wrongHint:
    'Type the right one. The proposal is recorded under a new reference with the same answers and attachments, and the earlier one is withdrawn.',
  address: 'The right email address',
  correct: 'Correct the address and send',
  told: {
    again: 'The mail was sent once more. The link in the earlier one works as well.',
    corrected: 'The address is corrected and the mail went to the new one. The reference is a new one too.',
  },
  over: {
    confirmed:
      'This address is confirmed and the review has begun. The link to your tracking page is in your mailbox.',
    corrected:
      'The address of this proposal was corrected, and it is recorded under a new reference; please open the new mail.',
    over: 'This proposal waits for no confirmation any more.',
  },
  tooMany:
    'As many mails as may be were sent to this address, or from this network, today. Look into the spam folder, or try again tomorrow; your proposal is recorded and does not get lost.',
}

export const thanksTexts = { fa, en } as const

const fault = (code: string, message: Text): FieldFault => ({ field: 'email', code, message })

export const addressFaults = {
  invalid: fault('invalid', {
    fa: 'یک نشانی رایانامهٔ کامل بنویسید، مانند name@example.ir.',
    en: 'Please type a whole email address, such as name@example.ir.',
  }),
  same: fault('same', {
    fa: 'پیشنهاد با همین نشانی ثبت شده است؛ اگر نامه نرسیده، آن را دوباره بفرستید.',
    en: 'This is the address that the proposal has; if no mail came, have it sent again.',
  }),
} as const
