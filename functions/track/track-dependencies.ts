import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'

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
