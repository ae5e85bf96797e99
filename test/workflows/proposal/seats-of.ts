import type { DecisionKind } from '#workflows/decision.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { Seat } from '#workflows/proposal/state.ts'

/** A seat nobody holds, one that has not answered, or an answer with its score. */
export type Place = 'vacant' | 'open' | { readonly decision: DecisionKind; readonly score: number | null }

const digest = digestOf('an answer')

export const approve = (score: number | null = null): Place => ({ decision: 'approve', score })
export const changes: Place = { decision: 'request-changes', score: null }
export const reject: Place = { decision: 'reject', score: null }

/** Seats as they stand in a stage that is open. */
export function seatsOf(places: readonly Place[]): Seat[] {
  return places.map((place, index) => {
    const name = { fa: `داور ${index}`, en: `Reviewer ${index}` }
    const decided = { answer: digest, at: '2026-01-05T08:00:00.000Z', sequence: index + 1, receipt: digest }
    return {
      seat: `seat-${index}`,
      holder: place === 'vacant' ? null : { name, role: name, email: `r${index}@kerman.example` },
      left: [],
      passedOver: [],
      declared: true,
      delegated: false,
      decision: typeof place === 'string' ? null : { ...place, ...decided },
    }
  })
}
