import type { Mail } from '#functions/shared/ports/mailer.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { shortMail } from './short-mail.ts'

/** Tells of codes that were guessed at. `of` is what they were for: a case's reference, or a member's address. */
export function wrongCodesMail(message: {
  readonly to: string
  readonly of: string
  readonly programme: Pick<Programme, 'city' | 'name' | 'branding'>
}): Mail {
  const { to, of, programme } = message
  return shortMail({
    to,
    programme,
    subject: { fa: 'کدهای نادرست؛ کدها متوقف شد', en: 'Wrong codes were entered, and codes were stopped' },
    before: {
      fa: 'کدی که به رایانامه فرستاده می‌شود بیست بار نادرست وارد شد و تا حداکثر سی روز کدی پذیرفته نمی‌شود. شاید پیوند یا مرورگر به دست دیگری افتاده باشد. این کدها برای این بود:',
      en: 'A code that is sent by email was entered wrongly twenty times, and for up to thirty days no code is accepted. The link or the browser may be in wrong hands. The codes were for:',
    },
    brings: { code: of },
    after: {
      fa: 'اگر شما آن‌ها را وارد نکرده‌اید، به دبیرخانه خبر دهید تا پیوند را تازه کند.',
      en: 'If it was not you who entered them, tell the case office, so that it renews the link.',
    },
  })
}
