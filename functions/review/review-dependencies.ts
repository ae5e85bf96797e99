import type { CaseStore } from '../adapters/case-store.ts'
import type { Drafts } from '../adapters/drafts.ts'
import type { Files } from '../adapters/files.ts'
import type { Links } from '../adapters/links.ts'
import type { CommitDependencies } from '../commit.ts'

/** What a seat's page needs from outside. */
export interface ReviewDependencies extends CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append' | 'entries' | 'revision'>
  readonly links: Pick<Links, 'find'>
  readonly drafts: Drafts
  readonly files: Pick<Files, 'url' | 'verdict'>
}
