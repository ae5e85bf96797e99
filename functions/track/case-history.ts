import { type EntryView, entryView } from '#functions/shared/pages/ledger-view.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { isReasonTold, isTold } from '#workflows/proposal/open-to-applicant.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** The ledger as the applicant may read it, newest first. */
export function caseHistory(
  state: Pick<ProposalState, 'closedStages'>,
  entries: readonly Entry[],
  programme: Programme,
): readonly EntryView[] {
  return entries
    .filter(isTold)
    .map((entry) => {
      const view = entryView(entry, programme, state)
      return isReasonTold(entry) ? view : { ...view, reason: null }
    })
    .toReversed()
}
