import type { Mail } from '#functions/shared/ports/mailer.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { shortMail } from './short-mail.ts'

/** What a six-digit code is asked for. */
export type CodePurpose = 'signature' | 'money' | 'board'

interface CodeWords {
  readonly subject: Text
  readonly before: Text
}

/** `of` is a case's reference; nothing of the board is about one. */
const words: Readonly<Record<CodePurpose, (of: string) => CodeWords>> = {
  signature: (of) => ({
    subject: { fa: `کد امضای قرارداد ${of}`, en: 'Signing code' },
    before: { fa: `کد امضای قرارداد پروندهٔ ${of}:`, en: `The code to sign the contract of case ${of}:` },
  }),
  money: (of) => ({
    subject: { fa: `کد ثبت مالی پروندهٔ ${of}`, en: 'Code to record money' },
    before: {
      fa: `کد ثبت دریافت یا تضمین در پروندهٔ ${of}:`,
      en: `The code to record a payment or a guarantee of case ${of}:`,
    },
  }),
  board: () => ({
    subject: { fa: 'کد تأیید میز پرونده‌ها', en: 'Code for the board' },
    before: {
      fa: 'کد تأیید برای کاری که روی میز پرونده‌ها خواسته‌اید:',
      en: 'The code for what you asked for on the board of cases:',
    },
  }),
}

/** The six-digit code for one act, to the recorded address. */
export function codeMail(message: {
  readonly to: string
  readonly code: string
  readonly purpose: CodePurpose
  readonly reference?: string
  readonly programme: Pick<Programme, 'city' | 'name' | 'branding'>
}): Mail {
  const { to, code, programme, purpose, reference = '' } = message
  return shortMail({
    to,
    programme,
    ...words[purpose](`\u2068${reference}\u2069`),
    brings: { code },
    after: {
      fa: 'این کد تا ده دقیقه و تنها یک بار پذیرفته می‌شود. اگر شما آن را نخواسته‌اید، نادیده بگیرید و آن را به کسی ندهید.',
      en: 'It is valid for ten minutes and for one use. If you did not ask for it, ignore this message and give the code to nobody.',
    },
  })
}
