import type { Mail } from '#functions/adapters/mailer.ts'
import { shortMail } from '#functions/emails/short-mail.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** The six-digit code for one signature, to the recorded address. */
export function codeMail(message: {
  readonly to: string
  readonly code: string
  readonly reference: string
  readonly programme: Pick<Programme, 'city' | 'name' | 'branding'>
}): Mail {
  const { to, code, programme } = message
  const reference = `\u2068${message.reference}\u2069`
  return shortMail({
    to,
    programme,
    subject: { fa: `کد امضای قرارداد ${reference}`, en: 'Signing code' },
    before: {
      fa: `کد امضای قرارداد پروندهٔ ${reference}:`,
      en: `The code to sign the contract of case ${reference}:`,
    },
    brings: { code },
    after: {
      fa: 'این کد تا ده دقیقه و تنها یک بار پذیرفته می‌شود. اگر شما آن را نخواسته‌اید، نادیده بگیرید و آن را به کسی ندهید.',
      en: 'It is valid for ten minutes and for one use. If you did not ask for it, ignore this message and give the code to nobody.',
    },
  })
}
