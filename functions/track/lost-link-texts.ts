import type { Language, Text } from '#workflows/language.ts'

export const lostLinkFaults = {
  email: { fa: 'نشانی رایانامه را درست بنویسید.', en: 'Write a valid email address.' },
  reference: {
    fa: 'شمارهٔ پرونده را مانند TSV-1405-7F3K2 بنویسید، یا خالی بگذارید.',
    en: 'Write the reference as TSV-1405-7F3K2, or leave it empty.',
  },
} as const satisfies Record<string, Text>

interface LostLinkTexts {
  readonly title: string
  readonly intro: string
  readonly email: string
  readonly reference: string
  readonly referenceHint: string
  readonly send: string
  readonly sentTitle: string
  readonly sentDetail: string
}

export const lostLinkTexts: Readonly<Record<Language, LostLinkTexts>> = {
  fa: {
    title: 'پیوندم را گم کرده‌ام',
    intro:
      'نشانی رایانامه‌ای را بنویسید که با آن پیشنهاد فرستاده‌اید یا قرارداد به آن رسیده است، تا پیوند تازهٔ پرونده‌هایتان فرستاده شود.',
    email: 'رایانامه',
    reference: 'شمارهٔ پرونده',
    referenceHint:
      'اگر می‌دانید، تنها پیوند همان پرونده فرستاده می‌شود؛ مانند TSV-1405-7F3K2. پرونده‌های پیش از این نسخهٔ سامانه تنها با شماره‌شان پیدا می‌شوند.',
    send: 'پیوند تازه را بفرستید',
    sentTitle: 'درخواست شما رسید',
    sentDetail:
      'اگر پرونده‌ای به این نشانی باشد، پیوند تازه تا چند لحظهٔ دیگر می‌رسد. هر نشانی روزی سه بار؛ اگر نرسید، به دبیرخانه بنویسید.',
  },
  en: {
    title: 'I lost my link',
    intro:
      'Write the email address with which you sent your proposal, or to which the contract came, and fresh links to your cases will be sent there.',
    email: 'Email',
    reference: 'Reference',
    referenceHint:
      'If you know it, the link of that case alone is sent; such as TSV-1405-7F3K2. Cases from before this release are found by it alone.',
    send: 'Send a fresh link',
    sentTitle: 'Your request has arrived',
    sentDetail:
      'If there is a case with this address, a fresh link will arrive in a moment. Three times a day for each address; if nothing comes, write to the case office.',
  },
}
