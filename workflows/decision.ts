import * as z from 'zod'

/** What a reviewer may answer, as far as the stage offers it, in the order in which it is offered. */
export const decisionKinds = ['approve', 'request-changes', 'reject'] as const
export const decisionKindSchema = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof decisionKindSchema>

const told: Readonly<Record<DecisionKind, number>> = { 'request-changes': 0, reject: 1, approve: 2 }

/** Sorts answers as they are told: those that ask for something first. */
export function asToldFirst(a: { decision: DecisionKind }, b: { decision: DecisionKind }): number {
  return told[a.decision] - told[b.decision]
}
