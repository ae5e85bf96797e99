import { type EntryView, entryView } from '#functions/shared/pages/ledger-view.ts'
import { type Withheld, withheldOf } from '#functions/shared/ports/withheld-files.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { isReasonTold, isTold } from '#workflows/proposal/open-to-applicant.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { admitted } from '#workflows/proposal/transitions.ts'
import { type AskedFor, askedFor } from './asked-for.ts'
import { casePath, type PathStep } from './case-path.ts'
import type { CaseVisit } from './case-visit.ts'
import { openContractFiles } from './contract-files.ts'
import { inHand } from './in-hand.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** All that the applicant's page says. */
export interface TrackSheet {
  readonly visit: CaseVisit
  readonly revision: Revision
  readonly withheld: Withheld
  readonly path: readonly PathStep[]
  readonly inHand: readonly Text[]
  readonly asked: AskedFor | null
  readonly history: readonly EntryView[]
  readonly contract: ReturnType<typeof openContractFiles>
  readonly mayRevise: boolean
  readonly mayWithdraw: boolean
}

/** Gathers the applicant's page. Throws when the case has lost its revision. */
export async function trackSheet(visit: CaseVisit, { cases, files }: TrackDependencies): Promise<TrackSheet> {
  const { state, entries, programme, isTooLate, lapsesAt } = visit
  const revision = await cases.revision(state.reference, state.revision)
  if (revision === undefined) throw new Error(`Case ${state.reference} has lost revision ${state.revision}`)
  return {
    visit,
    revision,
    withheld: await withheldOf(state.reference, revision.files, files),
    path: casePath(state, entries, programme),
    // Nobody can answer any more, until there is more time.
    inHand: lapsesAt === null ? inHand(state, programme) : [programme.caseOffice.name],
    asked: askedFor(state, entries, programme),
    history: caseHistory(state, entries, programme),
    contract: openContractFiles(state),
    mayRevise: admitted[state.status].includes('revise') && !isTooLate,
    mayWithdraw: admitted[state.status].includes('withdraw'),
  }
}

/** The ledger as the applicant may read it, newest first. */
function caseHistory(
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
