import { memoryCases } from '#functions/shared/ports/case-store.fake.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { fixedRandom } from '#functions/shared/ports/random.fake.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { CommitDependencies } from './commit.ts'

export interface TestCommitSpec {
  readonly programme: Programme
  readonly cases?: CaseStore
  /** A time that stands still, or a clock of the test's own. */
  readonly now?: Date | (() => Date)
  readonly random?: Random
}

/** What `commit` needs, in memory and without chance. */
export function testCommit(spec: TestCommitSpec): CommitDependencies & { readonly cases: CaseStore } {
  const { programme, cases = memoryCases(), now = new Date('2026-01-05T08:00:00.000Z') } = spec
  return {
    cases,
    random: spec.random ?? fixedRandom(),
    programmeOf: () => programme,
    now: typeof now === 'function' ? now : () => now,
  }
}
