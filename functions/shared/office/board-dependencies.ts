import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { FreshCodeDependencies } from '#functions/shared/fresh-code.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import type { Factors } from '#functions/shared/ports/factors.ts'
import type { Figures } from '#functions/shared/ports/figures.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import type { Programme } from '#workflows/programme/programme.ts'

export interface BoardDependencies extends FreshCodeDependencies {
  readonly factors: Factors
  readonly cases: CaseStore
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
