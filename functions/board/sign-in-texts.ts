import type { Text } from '#workflows/language.ts'

export const emailFault: Text = {
  fa: 'نشانی رایانامه را درست بنویسید.',
  en: 'Write a valid email address.',
}

export const linkGone: { readonly title: Text; readonly detail: Text } = {
  title: { fa: 'این پیوند ورود دیگر معتبر نیست', en: 'This sign-in link is no longer valid' },
  detail: {
    fa: 'هر پیوند ورود تنها یک بار و تا ده دقیقه کار می‌کند. از صفحهٔ ورود، پیوند تازه‌ای بخواهید.',
    en: 'A sign-in link works once and for ten minutes. Ask for another on the sign-in page.',
  },
}

const fa = {
  title: 'ورود به میز پرونده‌ها',
  intro: 'نشانی رایانامهٔ خود را بنویسید تا پیوند ورود برایتان فرستاده شود.',
  email: 'رایانامه',
  send: 'پیوند ورود را بفرستید',
  sentTitle: 'درخواست شما رسید',
  sentDetail:
    'اگر این نشانی از آنِ یکی از اعضای میز پرونده‌ها باشد، پیوند ورود تا چند لحظهٔ دیگر می‌رسد و تا ده دقیقه معتبر است. اگر در ده دقیقهٔ گذشته چند بار درخواست کرده‌اید، یکی از همان پیوندها را باز کنید.',
  enterTitle: 'ورود به میز پرونده‌ها',
  enterDetail: 'این پیوند تنها یک بار کار می‌کند.',
  enter: 'وارد می‌شوم',
}

const en: typeof fa = {
  title: 'Sign in to the board',
  intro: 'Write your email address and a sign-in link will be sent to you.',
  email: 'Email',
  send: 'Send the sign-in link',
  sentTitle: 'Your request has arrived',
  sentDetail:
    'If the address belongs to a member of the board, a sign-in link will arrive in a moment. It is valid for ten minutes. If you asked several times within the last ten minutes, open one of the links that you already have.',
  enterTitle: 'Enter the board',
  enterDetail: 'This link works once.',
  enter: 'Enter',
}

export const signInTexts = { fa, en } as const
