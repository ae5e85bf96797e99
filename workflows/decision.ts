import * as z from 'zod'

/** What a reviewer may answer, as far as the stage offers it, in the order in which it is offered. */
export const decisionKinds = ['approve', 'request-changes', 'reject'] as const
export const decisionKindSchema = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof decisionKindSchema>

/** What an answer is taken for, wherever that is asked; a new kind has to say it here. */
interface Traits {
  /** It counts for the proposal. */
  readonly isInFavour: boolean
  /** It asks the applicant for another revision. */
  readonly asksForChanges: boolean
  /** Its reason says whether one may apply again. */
  readonly isRejection: boolean
  /** Answers are told in this order: those that ask for something first. */
  readonly told: number
}

export const traitsOf: Readonly<Record<DecisionKind, Traits>> = {
  'request-changes': { isInFavour: false, asksForChanges: true, isRejection: false, told: 0 },
  reject: { isInFavour: false, asksForChanges: false, isRejection: true, told: 1 },
  approve: { isInFavour: true, asksForChanges: false, isRejection: false, told: 2 },
}

/** Sorts answers as they are told. */
export function asToldFirst(a: { decision: DecisionKind }, b: { decision: DecisionKind }): number {
  return traitsOf[a.decision].told - traitsOf[b.decision].told
}
