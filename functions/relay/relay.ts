import * as z from 'zod'
import { type CountDependencies, countCase } from '#functions/shared/effects/count-case.ts'
import { type SettleDependencies, settle } from '#functions/shared/effects/settle.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { parseEntry } from '#workflows/proposal/entries.ts'

/** An entry of a ledger that the relay is told of; `body` as it is stored. */
const toldSchema = z.object({ reference: z.string(), body: z.string() })
export type ToldEntry = z.infer<typeof toldSchema>

export const heardSchema = z.object({
  entries: z.array(toldSchema),
  /** Whether somebody asked to sign in. */
  signIns: z.boolean().default(false),
})
export type Heard = z.infer<typeof heardSchema>

export interface RelayDependencies extends SettleDependencies, CountDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly failed: (reference: string, error: unknown) => void
}

/**
 * Settles entries in order, and stops at the first that fails, since order is by the ledger. Answers how many are settled: that
 * one and those after it are to be told of again.
 */
export async function relay(entries: readonly ToldEntry[], dependencies: RelayDependencies): Promise<number> {
  for (const [settled, { reference, body }] of entries.entries()) {
    try {
      const entry = parseEntry(JSON.parse(body))
      const open = await dependencies.cases.find(reference)
      if (open === undefined) throw new Error('An entry without a head')
      await settle(entry, open, dependencies)
      await countCase(open, dependencies)
      const { type, at } = entry
      const lag = Math.max(0, dependencies.now().getTime() - new Date(at).getTime())
      measure({ measured: 'entry', reference, type, lag })
    } catch (error) {
      dependencies.failed(reference, error)
      return settled
    }
  }
  return entries.length
}
