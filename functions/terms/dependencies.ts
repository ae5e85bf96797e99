import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import type { SessionDependencies } from '#functions/shared/office/session.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'

export interface TermsDependencies extends SessionDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  /** Asked for a preview only: its compiler takes a moment to start. */
  readonly typesetter: () => ContractTypesetter
  readonly commit: CommitDependencies
}
