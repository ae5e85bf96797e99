import type { Entry } from './entries.ts'
import type { ProposalState } from './state.ts'
import { reviewsOf } from './told-reviews.ts'

/** A condition on which one seat approved. */
export interface ApprovalCondition {
  readonly stage: string
  readonly seat: string
  readonly text: string
}

/** The conditions of every approval that counted in the end: of each stage, the last word of each seat in its last round. */
export function approvalConditions(
  { closedStages }: Pick<ProposalState, 'closedStages'>,
  entries: readonly Entry[],
): readonly ApprovalCondition[] {
  return closedStages
    .filter(({ outcome }) => outcome === 'approved')
    .flatMap(({ stage, round }) =>
      reviewsOf(entries, stage, round)
        .filter(({ decision }) => decision === 'approve')
        .flatMap(({ seat, conditions }) => conditions.map((text) => ({ stage, seat, text }))),
    )
}
