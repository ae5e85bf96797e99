import { searchWordsOf } from '#workflows/board/search-words.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { applicantOf } from '#workflows/proposal/evolve-parts.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** What holds an applicant's data beside the ledger's hashed part, to be taken away. `retention` alone may, and an operator. */
export interface PersonalRows {
  /** Takes the personal part from beside an entry. The hashed part, which has its digest, stays as it is. */
  eraseBesideEntry(reference: string, sequence: number): Promise<void>
  /** Deletes the rows by which a search finds a case by these words. */
  deleteSearchWords(state: ProposalState, words: readonly string[]): Promise<void>
  eraseInRevision(revision: Revision): Promise<void>
  /**
   * Which of these files other cases have too: before files were copied to the case that has them, two cases could share one.
   * Reads every revision that there is, and is asked for such earlier files alone.
   */
  filesOfOthers(reference: string, fileIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Deletes the links that were sent to the applicant, as far as the case has a list of them; answers how many. */
  deleteLinks(reference: string): Promise<number>
  /** Deletes the half-filled forms that wait for a mailbox, by its digest; answers how many. */
  deleteUnsent(mailbox: string): Promise<number>
}

/** The words of every name and organisation that an entry has beside it; to be asked for while they still stand there. */
export function wordsOfApplicant(state: ProposalState, entries: readonly Entry[]): string[] {
  const kept = new Set(searchWordsOf({ ...state, applicant: null }))
  const words = entries
    .filter(({ type }) => type === 'ProposalSubmitted' || type === 'ProposalRevised')
    .flatMap((entry) => searchWordsOf({ ...state, applicant: applicantOf(entry) }))
  return [...new Set(words)].filter((word) => !kept.has(word))
}
