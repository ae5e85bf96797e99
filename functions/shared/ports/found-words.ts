import { firstWordWith, searchWordsOf } from '#workflows/board/search-words.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CaseSummary } from './case-store.ts'

/** A row by which a search finds a case. */
export interface FoundWord {
  readonly word: string
  readonly reference: string
}

/** As long as times in milliseconds have thirteen digits. */
const latest = 9_999_999_999_999

/** What sorts the newest case first among those of one word. */
export function newestFirst({ submittedAt }: Pick<ProposalState, 'submittedAt'>): string {
  return String(latest - new Date(submittedAt).getTime()).padStart(13, '0')
}

/**
 * The words by which an append makes a case be found that did not find it before. Their rows never change: one that a revision
 * made untrue stays and is passed over, since whatever is found is read again from the head. Whoever erases an applicant's data
 * has to delete those of the name and the organisation.
 */
export function newWords(before: ProposalState | null, after: ProposalState): string[] {
  const known = new Set(before === null ? [] : searchWordsOf(before))
  return searchWordsOf(after).filter((word) => !known.has(word))
}

/** A case is found by each of its words that begin so, and shown by the first of them. */
export function shownOnce(
  found: readonly FoundWord[],
  cases: readonly CaseSummary[],
  prefix: string,
): CaseSummary[] {
  const byReference = new Map(cases.map((summary) => [summary.reference, summary]))
  return found.flatMap(({ word, reference }) => {
    const summary = byReference.get(reference)
    if (summary === undefined) return []
    return firstWordWith(prefix, searchWordsOf(summary.state)) === word ? [summary] : []
  })
}

export function writeWordCursor(row: string): string {
  return Buffer.from(row).toString('base64url')
}

/** `<word>#<newest first>#<reference>` of the last row that was looked at for this word; anything else begins anew. */
export function readWordCursor(cursor: string | undefined, word: string): string | undefined {
  const row = Buffer.from(cursor ?? '', 'base64url').toString()
  return row.startsWith(word) && /^[^#]{1,200}#\d{13}#[\w-]{1,64}$/.test(row) ? row : undefined
}
