import type { Step } from '#workflows/proposal/position.ts'
import * as real from '../adapters/real.ts'
import { askLedger, caseInput } from './ask-ledger.ts'

/** Called by `Ask the ledger` in proposal.asl.json, when a wait ran out of time. */
export async function handler(event: unknown): Promise<{ next: Step }> {
  return askLedger(caseInput.parse(event).reference, { cases: real.cases() })
}
