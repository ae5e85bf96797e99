import * as z from 'zod'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { positionOf, type Step } from '#workflows/proposal/position.ts'

export const caseInput = z.object({ reference: z.string() })

/** The step at which the ledger says that a case stands. Throws for a case that is unknown or not confirmed. */
export async function askLedger(
  reference: string,
  { cases }: { readonly cases: Pick<CaseStore, 'find'> },
): Promise<{ next: Step }> {
  const open = await cases.find(reference)
  const position = open === undefined ? null : positionOf(open.state)
  if (position === null) throw new Error(`Case ${reference} has no place in the workflow`)
  return { next: position.step }
}
