import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { type Standing, standingOf } from '#functions/shared/office/standing.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import type { CaseSummary } from '#functions/shared/ports/case-store.ts'
import { enteredStepAt } from '#workflows/board/step.ts'
import type { Text } from '#workflows/language.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { type BoardMember, seenSummary } from './access.ts'
import { poisonedRow, unlessPoisoned } from './poisoned.ts'

/** One case in a list of the board. */
export interface BoardRow {
  readonly reference: string
  readonly title: string
  /** Null once erased. */
  readonly organisation: string | null
  readonly status: string
  readonly statusWords: Text
  readonly standing: Standing
  /** When the case came into its step. */
  readonly inStepSince: string
  readonly updated: string
}

/** A case in a list; one that this release cannot show says so, and takes no other away. */
export async function rowOf(
  summary: CaseSummary,
  dependencies: BoardDependencies,
  member: BoardMember,
): Promise<BoardRow> {
  return (await unlessPoisoned(() => readRow(summary, dependencies, member))) ?? poisonedRow(summary)
}

async function readRow(
  summary: CaseSummary,
  { cases, commit }: BoardDependencies,
  member: BoardMember,
): Promise<BoardRow> {
  const programme = commit.programmeOf(summary.state.programme)
  const { reference, state, updated } = seenSummary(summary, programme, member)
  const entries = beginsInLedger(state) ? await cases.entries(reference) : []
  return {
    reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    status: state.status,
    statusWords: statusWords(state, programme),
    standing: standingOf(state, { programme, now: commit.now(), updated, entries }),
    inStepSince: enteredStepAt(state),
    updated,
  }
}

/** Whether somebody waits since a time that the head does not hold: finance, and whoever has a place instead of another. */
function beginsInLedger(state: ProposalState): boolean {
  switch (state.status) {
    case 'with-finance':
      return true
    case 'in-review':
      return state.seats.some(({ passedOver, left }) => passedOver.length > 0 || left.length > 0)
    case 'signing':
      return state.signatories.some(({ passedOver }) => passedOver.length > 0)
    default:
      return false
  }
}
