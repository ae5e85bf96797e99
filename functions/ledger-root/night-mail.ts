import { paths } from '#functions/paths.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { LedgerFault } from './check-ledgers.ts'

/** What the night finds: faults for which no root is signed, or that nothing vouches for the key of the roots. */
export type NightFault = LedgerFault | { readonly reference: undefined; readonly code: 'root-uncertified' }

/** What the case office is told in one mail each: damage is no tampering, and a key without certificate is neither. */
export type NightNews = 'changed' | 'unreadable' | 'uncertified'

export function newsOf(code: NightFault['code']): NightNews {
  if (code === 'unreadable') return code
  return code === 'root-uncertified' ? 'uncertified' : 'changed'
}

interface NightWords {
  readonly subject: Text
  readonly before: (named: Text) => Text
  readonly after: Text
}

const unsigned: Text = {
  fa: 'راهنمای مسئول فنی: docs/operations.md، بخش LedgerFaults. تا رفع آن، امضای روزانهٔ سوابق متوقف است.',
  en: 'For whoever runs the service: docs/operations.md, LedgerFaults. Until it is mended, the daily root is not signed.',
}

const words: Readonly<Record<NightNews, NightWords>> = {
  changed: {
    subject: {
      fa: 'سابقهٔ پرونده‌ها با آنچه امضا شده بود نمی‌خواند',
      en: 'Records of cases are not what was signed',
    },
    before: ({ fa, en }) => ({
      fa: `در بررسی شبانه، سابقهٔ ثبت‌شدهٔ ${fa} دستکاری‌شده یا آسیب‌دیده به نظر رسید. تا روشن شدن موضوع در این پرونده‌ها تصمیمی نگیرید و این نامه را به مسئول فنی سامانه برسانید. میز پرونده‌ها:`,
      en: `The nightly check found the recorded history of ${en} changed or damaged. Decide nothing in these cases until this is cleared up, and pass this message on to whoever runs the service. Your board:`,
    }),
    after: unsigned,
  },
  unreadable: {
    subject: { fa: 'پرونده‌ای آسیب دیده است و خوانده نمی‌شود', en: 'Cases that cannot be read' },
    before: ({ fa, en }) => ({
      fa: `آنچه از ${fa} ذخیره شده آسیب دیده و هنوز خوانده نمی‌شود؛ نشانی از دستکاری نیست. این پرونده‌ها تا رفع آن متوقف‌اند و پرونده‌های دیگر مانند همیشه پیش می‌روند. این نامه را به مسئول فنی سامانه برسانید. میز پرونده‌ها:`,
      en: `What is stored of ${en} is damaged and still cannot be read; that is no sign of tampering. These cases stand still until it is mended, all others go on as ever. Pass this message on to whoever runs the service. Your board:`,
    }),
    after: unsigned,
  },
  uncertified: {
    subject: {
      fa: 'کلید امضای روزانهٔ سوابق گواهی ندارد',
      en: 'The key that signs the daily root has no certificate',
    },
    before: () => ({
      fa: 'سوابق هر شب امضا می‌شود، ولی کلید آن هنوز گواهی ندارد و کسی بیرون از شهرداری نمی‌تواند ببیند که امضا از شماست. کار پرونده‌ها مانند همیشه پیش می‌رود. این نامه را به مسئول فنی سامانه برسانید. میز پرونده‌ها:',
      en: 'The records are signed every night, but the key has no certificate yet, so that nobody outside can see that the signature is yours. All cases go on as ever. Pass this message on to whoever runs the service. Your board:',
    }),
    after: {
      fa: 'برای مسئول فنی: npm run seal-certificate با --root-key گواهی را می‌سازد. تا آن زمان این خبر روزی یک بار فرستاده می‌شود.',
      en: 'For whoever runs the service: npm run seal-certificate with --root-key makes it. Until then this is sent once a day.',
    },
  },
}

export function nightMail(
  news: NightNews,
  references: readonly string[],
  { programme, publicUrl }: { readonly programme: Programme; readonly publicUrl: string },
): ReturnType<typeof shortMail> {
  const { subject, before, after } = words[news]
  return shortMail({
    to: programme.caseOffice.email,
    programme,
    subject,
    before: before({
      fa: namesIn(references, '، ') ?? 'پرونده‌ای که دیگر یافت نمی‌شود',
      en: namesIn(references, ', ') ?? 'a case that can no longer be found',
    }),
    brings: {
      href: `${publicUrl}${paths.board()}`,
      label: { fa: 'میز پرونده‌ها', en: 'The board of the case office' },
    },
    after,
  })
}

/** The first ones by their numbers; undefined for none. */
function namesIn(references: readonly string[], comma: string): string | undefined {
  const most = 20
  if (references.length === 0) return undefined
  return references.slice(0, most).join(comma) + (references.length > most ? ' …' : '')
}
