import type { CaseStore } from '#functions/adapters/case-store.ts'
import type { Files } from '#functions/adapters/files.ts'
import type { Links } from '#functions/adapters/links.ts'
import type { Throttle } from '#functions/adapters/throttle.ts'
import type { CommitDependencies } from '#functions/commit.ts'

/** What the applicant's page needs from outside. */
export interface TrackDependencies extends CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append' | 'entries' | 'revision' | 'answerTo'>
  readonly throttle: Throttle
  readonly links: Pick<Links, 'find'>
  readonly files: Pick<
    Files,
    'url' | 'store' | 'inspect' | 'attach' | 'read' | 'chunks' | 'has' | 'stream' | 'write' | 'verdict'
  >
}
