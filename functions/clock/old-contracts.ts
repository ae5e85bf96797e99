import { guaranteesIn, isUnlisted } from '#workflows/proposal/obligations.ts'
import type { CaseStore } from '../adapters/case-store.ts'
import type { Files } from '../adapters/files.ts'
import { type CommitDependencies, commit } from '../commit.ts'
import { readTerms } from '../contract-files.ts'

/** Heads that are looked at in one sweep. */
const atOnce = 100

interface Looking {
  readonly cases: Pick<CaseStore, 'list' | 'reschedule'>
  readonly now: () => Date
}

/**
 * Earlier releases let a completed contract go: nobody looked at it any more, and its ledger does not say when it ends. Each call
 * looks at a page of the closed cases and puts such contracts back onto the clock's list, until all were seen. Whoever was put back
 * has it in the ledger from then on, so that a further round finds none.
 */
export function oldContracts(): (dependencies: Looking) => Promise<void> {
  let cursor: string | undefined
  let isDone = false
  return async ({ cases, now }) => {
    if (isDone) return
    const page = await cases.list({ open: false, limit: atOnce, cursor })
    for (const open of page.cases) {
      if (isUnlisted(open.state)) await cases.reschedule(open, { at: now().toISOString(), to: 'clock' })
    }
    cursor = page.cursor
    isDone = cursor === undefined
  }
}

/** Takes what falls due under such a contract from its own terms into the ledger; nothing for any other case. */
export async function listObligations(
  reference: string,
  {
    cases,
    files,
    commit: committing,
  }: {
    readonly cases: Pick<CaseStore, 'find'>
    readonly files: Pick<Files, 'read'>
    readonly commit: CommitDependencies
  },
): Promise<void> {
  const open = await cases.find(reference)
  if (open === undefined || !isUnlisted(open.state)) return
  const { version } = open.state.contract
  const terms = await readTerms(files, { reference, version })
  const { endsOn } = terms
  await commit(committing, reference, { type: 'list-obligations', endsOn, guarantees: guaranteesIn(terms) })
}
