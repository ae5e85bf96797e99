import type { CaseStore } from '#functions/adapters/case-store.ts'
import type { ContractTypesetter } from '#functions/adapters/contract-typesetter.ts'
import type { SessionDependencies } from '#functions/board/session.ts'
import type { CommitDependencies } from '#functions/commit.ts'

export interface TermsDependencies extends SessionDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  /** Asked for a preview only: its compiler takes a moment to start. */
  readonly typesetter: () => ContractTypesetter
  readonly commit: CommitDependencies
}
