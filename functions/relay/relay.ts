import * as z from 'zod'
import { type CountDependencies, countCase } from '#functions/shared/effects/count-case.ts'
import { type SettleDependencies, settle } from '#functions/shared/effects/settle.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { entryInRecord, recordSchema } from './entry-in-record.ts'

export const streamEvent = z.object({ Records: z.array(recordSchema) })

export interface RelayDependencies extends SettleDependencies, CountDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly failed: (reference: string, error: unknown) => void
}

/** What the stream is told: the first record that failed; it and those after it come again. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/** Settles every entry of a batch in order. Stops at the first that fails, since order is by the ledger. */
export async function relay(
  { Records }: z.infer<typeof streamEvent>,
  dependencies: RelayDependencies,
): Promise<BatchResponse> {
  for (const record of Records) {
    let reference = 'unknown'
    try {
      const told = entryInRecord(record)
      if (told === undefined) continue
      reference = told.reference
      const open = await dependencies.cases.find(told.reference)
      if (open === undefined) throw new Error('An entry without a head')
      await settle(told.entry, open, dependencies)
      await countCase(open, dependencies)
      const { type, at } = told.entry
      const lag = Math.max(0, dependencies.now().getTime() - new Date(at).getTime())
      measure({ measured: 'entry', reference, type, lag })
    } catch (error) {
      dependencies.failed(reference, error)
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber ?? '' }] }
    }
  }
  return { batchItemFailures: [] }
}
