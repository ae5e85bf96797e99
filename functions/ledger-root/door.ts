import { called } from '#functions/shared/called.ts'
import { observed } from '#functions/shared/edge/observed.ts'
import type { Home } from '#functions/shared/home.ts'
import { type Files, rootCertificateKey, rootFaultKey } from '#functions/shared/ports/files.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { RootStatement } from '#workflows/ledger/merkle.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type CheckDependencies, checkLedgers, type LedgerFault } from './check-ledgers.ts'
import { keepRoot, type RootDependencies } from './keep-root.ts'
import { type NightFault, type NightNews, newsOf, nightMail } from './night-mail.ts'

interface NightDependencies extends CheckDependencies, Omit<RootDependencies, 'files'> {
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
 * day, as is that the key of the roots has no certificate: nobody outside can tell then whose roots they are. A day without a root
 * harms no other ledger, since the next root covers it.
 */
export async function rootNight(
  dependencies: NightDependencies,
): Promise<RootStatement | { readonly faults: readonly LedgerFault[] }> {
  const checked = await checkLedgers(dependencies)
  const { count, faults } = checked
  const isCertified = await dependencies.files.has(rootCertificateKey)
  const told: readonly NightFault[] = isCertified
    ? faults
    : [...faults, { reference: undefined, code: 'root-uncertified' }]
  for (const { reference, code } of told) measure({ measured: 'ledger-fault', reference, code })
  measure({ measured: 'ledgers', count, faults: told.length })
  for (const news of ['changed', 'unreadable', 'uncertified'] as const) {
    const some = told.filter(({ code }) => newsOf(code) === news)
    if (some.length > 0) await tellOffice(news, some, dependencies)
  }
  return faults.length === 0 ? keepRoot(checked, dependencies) : { faults }
}

async function tellOffice(
  news: NightNews,
  faults: readonly NightFault[],
  { files, mailer, programme, publicUrl, now }: NightDependencies,
): Promise<void> {
  const lines = faults.map(({ reference, code }) => `${reference ?? '-'} ${code}`).sort()
  const body = new TextEncoder().encode(JSON.stringify(lines))
  const key = rootFaultKey(now().toISOString().slice(0, 10), digestOfBytes(body))
  if (await files.has(key)) return
  const references = [...new Set(faults.flatMap(({ reference }) => reference ?? []))].sort()
  await mailer.send(nightMail(news, references, { programme, publicUrl }))
  // Only now: a mail that did not go out is tried again with the next run.
  await files.keep(key, body, 'application/json')
}

const ports = ['cases', 'files', 'mailer', 'programme', 'publicUrl', 'closedLedgersEvery'] as const

/** Called once a day. */
export function door(home: Pick<Home, (typeof ports)[number] | 'rootKey' | 'now'>) {
  return observed(async () => rootNight({ ...home.rootKey(), ...called(home, ports), now: home.now }))
}
