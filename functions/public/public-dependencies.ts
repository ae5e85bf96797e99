import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { ContractIndex } from '#functions/shared/ports/contract-index.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** What anybody may look at needs no link, and nothing that could write a case. */
export interface PublicDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries'>
  readonly contracts: ContractIndex
  readonly files: Pick<Files, 'read' | 'has'>
  readonly throttle: Throttle
  /** The present one: it names the city, and says whether contracts are published. */
  readonly programme: Programme
  /** The one that a case is pinned to. */
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly now: () => Date
}
