import { attentionOf } from '#workflows/board/attention.ts'
import { enteredStepAt, placeOf } from '#workflows/board/step.ts'
import { soonestDueOf } from '#workflows/proposal/obligations.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** Where a case stands in the board's lists; what a list sorts by is `<time>#<reference>`, null where the case is not in it. */
export interface BoardPlaces {
  /** Every case, by its place and by when it came into its step. */
  readonly place: string
  readonly placeSince: string
  /** What has a deadline. */
  readonly deadline: string | null
  /** What needs the case office itself, by its last change. */
  readonly attention: string | null
}

/** @param at when the last entry was recorded */
export function boardPlaces(state: ProposalState, at: string): BoardPlaces {
  const due = soonestDueOf(state)
  const sorted = (time: string): string => `${new Date(time).toISOString()}#${state.reference}`
  return {
    place: placeOf(state),
    placeSince: sorted(enteredStepAt(state)),
    deadline: due === null ? null : sorted(due),
    attention: attentionOf(state) === null ? null : sorted(at),
  }
}

/** Of a list's last row that was shown; unique in the list, so it is a cursor. */
export function writeCursor(sort: string): string {
  return Buffer.from(sort).toString('base64url')
}

/** Undefined for a cursor that is none: the list then begins anew. */
export function readCursor(cursor: string | undefined): string | undefined {
  const sort = Buffer.from(cursor ?? '', 'base64url').toString()
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z#[\w-]{1,64}$/.test(sort) ? sort : undefined
}
