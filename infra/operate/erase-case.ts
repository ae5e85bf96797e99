import type { CaseStore } from '#functions/adapters/case-store.ts'
import type { Table } from '#functions/adapters/dynamo/table.ts'
import { caseKey, evidenceKey, uploadKey } from '#functions/adapters/files.ts'
import { type CommitDependencies, commit } from '#functions/commit.ts'
import { audiences } from '#functions/evidence/handed-on-ledger.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { Told } from './commands.ts'
import {
  deleteLinks,
  deleteSearchWords,
  eraseBesideEntry,
  eraseInRevision,
  isOfApplicant,
} from './erase-rows.ts'

export interface ErasureDependencies {
  readonly table: Table
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly commit: CommitDependencies
  /** Deletes every version of a file; answers whether it could: a locked one stays. */
  readonly remove: (key: string) => Promise<boolean>
}

export interface Erasure {
  readonly reference: string
  /** The address of whoever in the case office decided it. */
  readonly by: string
  readonly reason: string
}

/**
 * Erases the applicant's personal data of a closed case: beside entries, in the revisions, attachments, links, and the
 * documents of a contract that never came into force. First the ledger says so, so that a run which dies is seen and run again;
 * the chain stays whole, since it holds digests. A contract that finance acknowledged is the city's record and stays.
 */
export async function eraseCase(
  { reference, by, reason }: Erasure,
  dependencies: ErasureDependencies,
): Promise<Told> {
  const { table, cases } = dependencies
  const committed = await commit(dependencies.commit, reference, { type: 'erase', by, reason })
  if (committed === undefined) return { ok: false, lines: [`There is no case ${reference}`] }
  if ('refused' in committed)
    return { ok: false, lines: [`Refused: ${committed.refused}. Only closed cases can be erased.`] }
  const { state } = committed
  const entries = await cases.entries(reference)
  const beside = entries.filter(isOfApplicant)
  await deleteSearchWords(table, state, beside)
  for (const { sequence } of beside) await eraseBesideEntry(table, reference, sequence)
  const uploads = await eraseRevisions(state, dependencies)
  const links = await deleteLinks(table, reference)
  const files = [
    ...uploads,
    ...documentsOf(state),
    ...entries.flatMap(({ digest }) =>
      audiences.map((audience) => evidenceKey(reference, { tip: digest, audience })),
    ),
  ]
  const locked: string[] = []
  for (const key of files) if (!(await dependencies.remove(key))) locked.push(key)
  return {
    ok: locked.length === 0,
    lines: [
      `Erased beside ${beside.length} entries, in ${state.revision} revisions, ${uploads.length} attachments, ${links} links.`,
      ...locked.map((key) => `${key} is locked and stays until its lock ends.`),
      ...(isInForce(state) ? ['The contract came into force: its documents stay.'] : []),
      'Backups of the table forget it within 35 days, mailboxes not at all.',
    ],
  }
}

async function eraseRevisions(
  { reference, revision: last }: ProposalState,
  { table, cases }: ErasureDependencies,
): Promise<string[]> {
  const uploads = new Set<string>()
  for (let number = 1; number <= last; number += 1) {
    const revision = await cases.revision(reference, number)
    if (revision === undefined) continue
    for (const { fileId } of revision.files) uploads.add(uploadKey(fileId))
    if (revision.personal !== null) await eraseInRevision(table, revision)
  }
  return [...uploads]
}

function isInForce(state: ProposalState): boolean {
  return state.status === 'closed' && state.closing === 'completed'
}

function documentsOf(state: ProposalState): string[] {
  if (isInForce(state)) return []
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
