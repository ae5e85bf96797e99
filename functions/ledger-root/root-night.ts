import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { RootStatement } from '#workflows/ledger/merkle.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Files, rootFaultKey } from '../adapters/files.ts'
import type { Mailer } from '../adapters/mailer.ts'
import { measure } from '../adapters/measure.ts'
import { shortMail } from '../emails/short-mail.ts'
import { paths } from '../paths.ts'
import { type CheckDependencies, checkLedgers, type LedgerFault } from './check-ledgers.ts'
import { keepRoot, type RootDependencies } from './keep-root.ts'

export interface NightDependencies extends CheckDependencies, Omit<RootDependencies, 'files'> {
  readonly cases: CheckDependencies['cases']
  readonly files: Pick<Files, 'has' | 'read' | 'keep' | 'write'>
  readonly now: () => Date
  readonly mailer: Mailer
  readonly programme: Programme
  readonly publicUrl: string
}

/**
 * Checks all ledgers, and signs the day's root over them only if all is well: a ledger that was written anew would else be
 * proven by our own signature from then on. What is wrong is measured each night, and told to the case office by mail once a
 * day. A day without a root harms no other ledger, since the next root covers it.
 */
export async function rootNight(
  dependencies: NightDependencies,
): Promise<RootStatement | { readonly faults: readonly LedgerFault[] }> {
  const { count, faults } = await checkLedgers(dependencies)
  for (const { reference, code } of faults) measure({ measured: 'ledger-fault', reference, code })
  measure({ measured: 'ledgers', count, faults: faults.length })
  if (faults.length === 0) return keepRoot(dependencies)
  await tellOffice(faults, dependencies)
  return { faults }
}

async function tellOffice(
  faults: readonly LedgerFault[],
  { files, mailer, programme, publicUrl, now }: NightDependencies,
): Promise<void> {
  const lines = faults.map(({ reference, code }) => `${reference ?? '-'} ${code}`).sort()
  const body = new TextEncoder().encode(JSON.stringify(lines))
  const key = rootFaultKey(now().toISOString().slice(0, 10), digestOfBytes(body))
  if (await files.has(key)) return
  const references = [...new Set(faults.flatMap(({ reference }) => reference ?? []))].sort()
  const named = { fa: namesIn(references, '، '), en: namesIn(references, ', ') }
  const mail = shortMail({
    to: programme.caseOffice.email,
    programme,
    subject: {
      fa: 'سابقهٔ پرونده‌ها با آنچه امضا شده بود نمی‌خواند',
      en: 'Records of cases are not what was signed',
    },
    before: {
      fa: `در بررسی شبانه، سابقهٔ ثبت‌شدهٔ ${named.fa ?? 'پرونده‌ای که دیگر یافت نمی‌شود'} دستکاری‌شده یا آسیب‌دیده به نظر رسید. تا روشن شدن موضوع در این پرونده‌ها تصمیمی نگیرید و این نامه را به مسئول فنی سامانه برسانید. میز پرونده‌ها:`,
      en: `The nightly check found the recorded history of ${named.en ?? 'a case that can no longer be found'} changed or damaged. Decide nothing in these cases until this is cleared up, and pass this message on to whoever runs the service. Your board:`,
    },
    brings: {
      href: `${publicUrl}${paths.board()}`,
      label: { fa: 'میز پرونده‌ها', en: 'The board of the case office' },
    },
    after: {
      fa: 'راهنمای مسئول فنی: docs/operations.md، بخش LedgerFaults. تا رفع آن، امضای روزانهٔ سوابق متوقف است.',
      en: 'For whoever runs the service: docs/operations.md, LedgerFaults. Until it is mended, the daily root is not signed.',
    },
  })
  await mailer.send(mail)
  // Only now: a mail that did not go out is tried again with the next run.
  await files.keep(key, body, 'application/json')
}

/** The first ones by their numbers; undefined for none. */
function namesIn(references: readonly string[], comma: string): string | undefined {
  const most = 20
  if (references.length === 0) return undefined
  return references.slice(0, most).join(comma) + (references.length > most ? ' …' : '')
}
