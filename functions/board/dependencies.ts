import type { CaseStore } from '#functions/adapters/case-store.ts'
import type { Effects } from '#functions/adapters/effects.ts'
import type { Factors } from '#functions/adapters/factors.ts'
import type { Figures } from '#functions/adapters/figures.ts'
import type { Files } from '#functions/adapters/files.ts'
import type { Links } from '#functions/adapters/links.ts'
import type { SignIns } from '#functions/adapters/sign-ins.ts'
import type { CommitDependencies } from '#functions/commit.ts'
import type { FreshCodeDependencies } from '#functions/fresh-code.ts'
import type { Programme } from '#workflows/programme/programme.ts'

export interface BoardDependencies extends FreshCodeDependencies {
  readonly factors: Factors
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision' | 'list'>
  readonly links: Links
  readonly files: Pick<
    Files,
    'read' | 'chunks' | 'has' | 'stream' | 'url' | 'store' | 'inspect' | 'write' | 'attach' | 'verdict'
  >
  readonly signIns: Pick<SignIns, 'ask'>
  readonly effects: Pick<Effects, 'list' | 'failing'>
  readonly figures: Pick<Figures, 'present' | 'months'>
  readonly commit: CommitDependencies
  /** The one whose members may sign in. */
  readonly programme: () => Programme
  /** Without a slash at its end. */
  readonly publicUrl: () => string
}
