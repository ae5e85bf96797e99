import * as z from 'zod'

/**
 * Every way in which a stage of review can end.
 * `approvals`: as many as it takes, and the mean of the scores is high enough where one is asked for.
 * `only-approvals`: whoever was still awaited could answer nothing else.
 * `mean-below-minimum`: as many approvals as it takes, but the mean of the scores is too low.
 * `mean-out-of-reach`: too few approvals as yet, and no score still to come could bring the mean to its minimum.
 * `changes-requested`, `rejected`: too few can approve, and all others said one thing.
 * `mixed-answers`: too few can approve, and the programme says which of the others' answers counts.
 */
const closingCauses = [
  'approvals',
  'only-approvals',
  'mean-below-minimum',
  'mean-out-of-reach',
  'changes-requested',
  'rejected',
  'mixed-answers',
] as const

/** Why a stage ended as it did: the cause, and the counts and rules from which it follows. */
export const becauseSchema = z.object({
  cause: z.enum(closingCauses),
  /** Empty ones included. */
  seats: z.int(),
  /** Seats that ended with nobody in them, whose answer nobody gave; absent where there was none, and in earlier releases. */
  empty: z.int().positive().optional(),
  /** Approvals that the stage takes. */
  needed: z.int(),
  approvals: z.int(),
  changes: z.int(),
  rejections: z.int(),
  /** Seats whose answer could not change the outcome any more. */
  awaited: z.int(),
  /** Of the weighted scores, 0 to 100; null when nobody scored. */
  mean: z.number().nullable(),
  /** What the mean had to reach; null where the stage asks for none. */
  minimum: z.number().nullable(),
  /** Whether the stage could still ask for changes. */
  mayRequestChanges: z.boolean(),
  mixedAnswers: z.enum(['reject-wins', 'changes-first']),
})
export type Because = z.infer<typeof becauseSchema>
