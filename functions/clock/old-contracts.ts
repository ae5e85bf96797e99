import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { readTerms } from '#functions/shared/contract/contract-files.ts'
import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Effects } from '#functions/shared/ports/effects.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import { guaranteesIn, isUnlisted } from '#workflows/proposal/obligations.ts'

/** Heads that are looked at in one sweep. */
const atOnce = 100

interface OldContractsLook {
  readonly cases: Pick<CaseStore, 'list' | 'reschedule'>
  readonly effects: Pick<Effects, 'list' | 'claim' | 'done'>
  readonly now: () => Date
}

/**
 * Stands among the effects, of no case, once all were looked at: no process begins again. A release that looks for more than the
 * one before takes another name.
 */
const ended = { reference: 'all', sequence: 0, kind: 'old-contracts:last-days' } as const

/**
 * Earlier releases let a completed contract go, or kept it without the days of settlement: its ledger does not say when it ends,
 * or when an instalment of it is late. Each call looks at a page of the closed cases and puts such contracts back onto the clock's list, until all were seen. That they were is
 * kept; a process that dies before leaves the next one to begin again, which finds only those that are not in the ledger yet.
 */
export function oldContracts(): (dependencies: OldContractsLook) => Promise<void> {
  let cursor: string | undefined
  let isDone: boolean | undefined
  return async ({ cases, effects, now }) => {
    isDone ??= (await effects.list(ended.reference)).some(({ kind, done }) => kind === ended.kind && done)
    if (isDone) return
    const page = await cases.list({ open: false, limit: atOnce, cursor })
    for (const open of page.cases) {
      if (isUnlisted(open.state)) await cases.reschedule(open, { at: now().toISOString(), to: 'clock' })
    }
    cursor = page.cursor
    if (cursor !== undefined) return
    await effects.claim(ended, now())
    await effects.done(ended, now())
    isDone = true
  }
}

/** Takes what falls due under such a contract from its own terms into the ledger. */
export async function listObligations(
  { state }: OpenCase,
  { files, commit: committing }: { readonly files: Pick<Files, 'read'>; readonly commit: CommitDependencies },
): Promise<void> {
  if (!isUnlisted(state)) return
  const { reference, contract } = state
  const terms = await readTerms(files, { reference, version: contract.version })
  const { endsOn, settlement } = terms
  await commit(committing, reference, {
    type: 'list-obligations',
    endsOn,
    guarantees: guaranteesIn(terms),
    settlementDays: settlement.days,
  })
}
