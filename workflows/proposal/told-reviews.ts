import type { DecisionKind } from '../decision.ts'
import type { Entry } from './entries.ts'

export interface ToldReview {
  readonly seat: string
  readonly decision: DecisionKind
  readonly reason: string
  readonly reasonCode: string | null
  readonly scores: Readonly<Record<string, number>>
  readonly score: number | null
  readonly conditions: readonly string[]
  readonly at: string
}

/** The last word of each seat in one round of a stage, in the order of the seats' first decisions. */
export function reviewsOf(entries: readonly Entry[], stage: string, round: number): readonly ToldReview[] {
  const reviews = new Map<string, ToldReview>()
  for (const entry of entries) {
    if (entry.type !== 'ReviewDecided' && entry.type !== 'ReviewerRecused' && entry.type !== 'SeatAssigned')
      continue
    const { data, at } = entry
    if (data.stage !== stage || data.round !== round) continue
    if (entry.type === 'ReviewDecided') {
      const { seat, decision, reason, reasonCode, scores, score, conditions = [] } = entry.data
      reviews.set(seat, { seat, decision, reason, reasonCode, scores, score, conditions, at })
    } else {
      reviews.delete(data.seat)
    }
  }
  return [...reviews.values()]
}
