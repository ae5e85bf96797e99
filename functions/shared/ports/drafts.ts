import * as z from 'zod'
import { decisionKindSchema } from '#workflows/decision.ts'

/** A seat in the stage that is open. */
interface DraftPlace {
  readonly reference: string
  readonly stage: string
  readonly seat: string
}

export const draftSchema = z.object({
  /** Who wrote it: a seat may go to somebody else, who is not to read it. */
  email: z.string(),
  at: z.iso.datetime(),
  /** What had been chosen: told in words, while no control preselects it. */
  decision: decisionKindSchema.exactOptional(),
  reasonCode: z.string().exactOptional(),
  /** As it was typed. */
  reason: z.string(),
  scores: z.record(z.string(), z.string()),
  /** One per line. */
  conditions: z.string().default(''),
})
export type Draft = z.infer<typeof draftSchema>

/**
 * How long a draft is kept that was saved at the very moment at which its stage closed, and so was not erased with it. Nothing
 * shows it. Milliseconds.
 */
export const leftover = 120 * 86_400_000

/**
 * What a reviewer has written but not decided: one row for a seat, outside the ledger. It is erased in the transaction that
 * records the decision, closes the stage or gives the seat to somebody else (`endedDrafts`).
 */
export interface Drafts {
  find(place: DraftPlace): Promise<Draft | undefined>
  save(place: DraftPlace, draft: Draft): Promise<void>
  erase(place: DraftPlace): Promise<void>
}
