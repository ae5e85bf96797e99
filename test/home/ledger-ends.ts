import type { CheckedLedgers } from '#functions/ledger-root/check-ledgers.ts'
import { everyPage } from '#functions/ledger-root/every-page.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'

/** What a day's root is made over, unchecked. */
export async function ledgerEnds(
  cases: Pick<CaseStore, 'list'>,
  now: Date,
): Promise<Pick<CheckedLedgers, 'at' | 'ends'>> {
  const ends: CheckedLedgers['ends'][number][] = []
  for await (const page of everyPage(cases)) {
    for (const { reference, state, tip, updated } of page.cases)
      ends.push({ reference, status: state.status, tip, updated })
  }
  return { at: now.toISOString(), ends }
}
