import { paths } from '#functions/paths.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import { newsName } from '#workflows/effects/effect.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'

export interface TellingOfTorn {
  readonly effects: Effects
  readonly mailer: Mailer
  readonly programme: () => Programme
  readonly publicUrl: string
  readonly now: () => Date
}

/**
 * Tells the case office of a case that cannot be read, once for each damage, however often it is visited. No entry can say that it
 * was told: it stands as an effect of none, by what is wrong.
 */
export async function tellTorn(
  { reference, cause }: TornCase,
  { effects, mailer, programme, publicUrl, now }: TellingOfTorn,
): Promise<void> {
  const damage = damageOf(cause)
  const effect = { reference, sequence: 0, kind: newsName('case-unreadable', damage) }
  if (!(await effects.claim(effect, now()))) return
  try {
    const sent = await mailer.send(tornMail(reference, { programme: programme(), publicUrl }))
    await effects.done(effect, now(), sent.messageId)
  } catch (error) {
    await effects.failed(effect, error instanceof Error ? error.message : 'unknown', now())
    throw error
  }
}

/** Logs a damage once in the life of a process, since such a case is visited at every sweep; all else as ever. */
export function loggingTornOnce(
  failed: (reference: string, error: unknown) => void,
): (reference: string, error: unknown) => void {
  const logged = new Set<string>()
  const isFresh = (error: unknown): boolean => {
    if (!(error instanceof TornCase)) return true
    const damage = `${error.reference} ${damageOf(error.cause)}`
    const fresh = !logged.has(damage)
    logged.add(damage)
    return fresh
  }
  return (reference, error) => {
    const causes: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
    if (causes.filter(isFresh).length > 0) failed(reference, error)
  }
}

function damageOf(cause: unknown): string {
  return digestOfBytes(cause instanceof Error ? cause.message : '').slice(0, 12)
}

function tornMail(
  reference: string,
  { programme, publicUrl }: { readonly programme: Programme; readonly publicUrl: string },
): ReturnType<typeof shortMail> {
  return shortMail({
    to: programme.caseOffice.email,
    programme,
    subject: {
      fa: `پروندهٔ \u2066${reference}\u2069 خوانده نمی‌شود`,
      en: `Case ${reference} cannot be read`,
    },
    before: {
      fa: `آنچه از پروندهٔ \u2066${reference}\u2069 ذخیره شده آسیب دیده و خوانده نمی‌شود. تا رفع آن، مهلت‌ها و نامه‌های این پرونده متوقف است و صفحهٔ آن باز نمی‌شود؛ پرونده‌های دیگر مانند همیشه پیش می‌روند. این نامه را به مسئول فنی سامانه برسانید. میز پرونده‌ها:`,
      en: `What is stored of case ${reference} is damaged and cannot be read. Until it is mended, its deadlines and mails stand still and its page does not open; all other cases go on as ever. Pass this message on to whoever runs the service. Your board:`,
    },
    brings: {
      href: `${publicUrl}${paths.board()}`,
      label: { fa: 'میز پرونده‌ها', en: 'The board of the case office' },
    },
    after: {
      fa: `برای مسئول فنی: \u2066npm run operate -- verify ${reference}\u2069 می‌گوید چه چیزی خوانده نمی‌شود. این خبر تنها یک بار فرستاده می‌شود.`,
      en: `For whoever runs the service: npm run operate -- verify ${reference} says what cannot be read. This is sent once.`,
    },
  })
}
