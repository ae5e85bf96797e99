import { askLedger, caseInput } from '#functions/shared/contract/ask-ledger.ts'
import type { Home } from '#functions/shared/home.ts'
import type { Step } from '#workflows/proposal/position.ts'

/** Called by `Ask the ledger` in proposal.asl.json, when a wait ran out of time. */
export function door({ cases }: Pick<Home, 'cases'>): (event: unknown) => Promise<{ next: Step }> {
  return (event) => askLedger(caseInput.parse(event).reference, { cases: cases() })
}
