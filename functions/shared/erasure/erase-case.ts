import { type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { attachmentKey, caseKey, evidenceKey } from '#functions/shared/ports/files.ts'
import { type PersonalRows, wordsOfApplicant } from '#functions/shared/ports/personal-rows.ts'
import { unsentMailbox } from '#functions/shared/ports/unsent-forms.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { wasConfirmed } from '#workflows/proposal/confirmed.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { audiences } from '#workflows/proposal/handed-on-ledger.ts'
import type { Refusal } from '#workflows/proposal/refusal.ts'
import { isSealed } from '#workflows/proposal/sealed.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

export interface ErasureDependencies {
  readonly rows: Omit<PersonalRows, 'deleteLinks'>
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly commit: CommitDependencies
  /** Deletes the links that the applicant was sent; answers how many. */
  readonly deleteLinks: (reference: string) => Promise<number>
  /** Deletes every version of a file; answers whether it could: a locked one stays. */
  readonly remove: (key: string) => Promise<boolean>
}

/** By somebody's decision, or by the programme's rule. */
export type Erasure = CommandOf<'erase'> | CommandOf<'erase-by-rule'>

export interface Erased {
  /** The case with its erasure recorded. */
  readonly state: ProposalState
  /** How many were erased of each; entries are those beside which something stood. */
  readonly entries: number
  readonly revisions: number
  readonly attachments: number
  readonly links: number
  /** Keys of files that a lock keeps until it ends. */
  readonly locked: readonly string[]
  /** Whether its contract was sealed, whose documents then stay. */
  readonly isSealed: boolean
}

/**
 * Erases the applicant's personal data of a closed case: beside entries, in the revisions, attachments, links, and the
 * documents of a contract that was never sealed. First the ledger says so, so that a run which dies is seen and run again;
 * the chain stays whole, since it holds digests. A contract that all signed and that was sealed is the city's record and stays,
 * also where the case was closed before finance acknowledged it.
 * Undefined for a case that there is not.
 */
export async function eraseCase(
  reference: string,
  erasure: Erasure,
  dependencies: ErasureDependencies,
): Promise<Erased | Refusal | undefined> {
  const { rows, cases } = dependencies
  const applicant = (await cases.find(reference))?.state.applicant
  const committed = await commit(dependencies.commit, reference, erasure)
  if (committed === undefined || 'refused' in committed) return committed
  const { state } = committed
  const entries = await cases.entries(reference)
  const beside = entries.filter(isOfApplicant)
  await rows.deleteSearchWords(state, wordsOfApplicant(state, beside))
  for (const { sequence } of beside) await rows.eraseBesideEntry(reference, sequence)
  const attached = await eraseRevisions(state, dependencies)
  // Half-filled forms end by themselves in fourteen days. Those of a mailbox that the applicant never confirmed may be somebody
  // else's, and those that are there when a case ends by rule are of newer work.
  if (applicant && erasure.type === 'erase' && wasConfirmed(entries))
    await rows.deleteUnsent(unsentMailbox(applicant.email))
  const links = await dependencies.deleteLinks(reference)
  const files = [
    ...(await keysToRemove(attached, reference, dependencies)),
    ...documentsOf(state),
    // As the contract's text does, a decision on it may name the applicant.
    ...(isSealed(state) ? [] : decisionsOf(entries).map((decision) => attachmentKey(reference, decision))),
    ...entries.flatMap(({ digest }) =>
      audiences.map((audience) => evidenceKey(reference, { tip: digest, audience })),
    ),
  ]
  const locked: string[] = []
  for (const key of files) if (!(await dependencies.remove(key))) locked.push(key)
  return {
    state,
    entries: beside.length,
    revisions: state.revision,
    attachments: attached.length,
    links,
    locked,
    isSealed: isSealed(state),
  }
}

/** Answers the files that the revisions had. */
async function eraseRevisions(
  { reference, revision: last }: ProposalState,
  { rows, cases }: ErasureDependencies,
): Promise<FileRecord[]> {
  const attached = new Map<string, FileRecord>()
  for (let number = 1; number <= last; number += 1) {
    const revision = await cases.revision(reference, number)
    if (revision === undefined) continue
    for (const file of revision.files) attached.set(file.fileId, file)
    if (revision.personal !== null) await rows.eraseInRevision(revision)
  }
  return [...attached.values()]
}

/** What lies below the case's own prefix, and of what earlier cases had in one place for all, what no other case has. */
async function keysToRemove(
  attached: readonly FileRecord[],
  reference: string,
  { rows }: ErasureDependencies,
): Promise<string[]> {
  const earlier = attached.filter(({ ofCase }) => ofCase !== true).map(({ fileId }) => fileId)
  const shared = earlier.length === 0 ? new Set() : await rows.filesOfOthers(reference, earlier)
  return attached.filter(({ fileId }) => !shared.has(fileId)).map((file) => attachmentKey(reference, file))
}

function documentsOf(state: ProposalState): string[] {
  if (isSealed(state)) return []
  const versions = Array.from({ length: state.contractVersion }, (_, index) => index + 1)
  return versions.flatMap((version) =>
    [
      `contract-${version}.pdf`,
      `terms-${version}.json`,
      `release-${version}.json`,
      `signed-contract-${version}.pdf`,
    ].map((name) => caseKey(state.reference, name)),
  )
}

/** Whether what stands beside an entry is the applicant's. What city people leave with their signatures stays: they act in office. */
function isOfApplicant(entry: Entry): boolean {
  if (entry.personal === undefined) return false
  return entry.type !== 'ContractSigned' || entry.data.id === startupSignatory
}
