import type { CaseSummary } from '#functions/adapters/case-store.ts'
import { enteredStepAt } from '#workflows/board/step.ts'
import type { Text } from '#workflows/language.ts'
import type { BoardDependencies } from './dependencies.ts'
import { type Standing, standingOf } from './standing.ts'
import { statusWords } from './status-words.ts'

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

export async function rowOf(
  { reference, state, updated }: CaseSummary,
  { cases, commit }: BoardDependencies,
): Promise<BoardRow> {
  const programme = commit.programmeOf(state.programme)
  // Of all waits only this one begins at a time that the head does not hold.
  const entries = state.status === 'with-finance' ? await cases.entries(reference) : []
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
