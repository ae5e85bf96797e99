import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Drafts } from '#functions/shared/ports/drafts.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'

/** What a seat's page needs from outside. */
export interface ReviewDependencies extends CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append' | 'entries' | 'revision'>
  readonly links: Pick<Links, 'find'>
  readonly drafts: Drafts
  readonly files: Pick<Files, 'url' | 'verdict'>
}
