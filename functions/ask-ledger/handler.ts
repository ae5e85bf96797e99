import * as real from '#functions/shared/aws/real.ts'
import { askLedger, caseInput } from '#functions/shared/contract/ask-ledger.ts'
import type { Step } from '#workflows/proposal/position.ts'

/** Called by `Ask the ledger` in proposal.asl.json, when a wait ran out of time. */
export async function handler(event: unknown): Promise<{ next: Step }> {
  return askLedger(caseInput.parse(event).reference, { cases: real.cases() })
}
