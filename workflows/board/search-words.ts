import { mailboxDigest } from '#workflows/programme/address-digest.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { searchKey } from '#workflows/text/normalise.ts'

/** A word shorter than this is in too many cases to look for. */
export const shortestWord = 2
/** More words than a title, an organisation and a name have; each costs a row. */
const mostWords = 60
const zwnj = /\u200c/g

/**
 * The words by which a case is found, the reference's last part first. A word that is joined by ZWNJ is found whole and by its
 * parts: «سلامت‌یار» by «سلامتیار», «سلامت» and «یار». The year and the `TSV` of a reference are in every case and find none.
 */
export function searchWordsOf({
  reference,
  title,
  applicant,
}: Pick<ProposalState, 'reference' | 'title' | 'applicant'>): readonly string[] {
  const texts = [title, applicant?.organisation ?? '', applicant?.name ?? '']
  const mailbox = applicant === null ? [] : [mailboxWord(applicant.email)]
  const words = [...wordsIn(reference).slice(-1), ...mailbox, ...texts.flatMap(allWords)]
  return [...new Set(words)].filter((word) => word.length >= shortestWord).slice(0, mostWords)
}

/** By which the cases of a mailbox are found: nobody types it, since the words of a search begin with letters or digits. */
export function mailboxWord(email: string): string {
  return `@${mailboxDigest(email).slice(0, 24)}`
}

/** All that a typed word may be found in: every word of the case, however it is spelt, and the whole reference. */
export function searchTextOf(state: Pick<ProposalState, 'reference' | 'title' | 'applicant'>): string {
  const { reference, title, applicant } = state
  return [reference, title, applicant?.organisation ?? '', applicant?.name ?? '']
    .flatMap((text) => allWords(text))
    .join(' ')
}

/** What somebody typed, as words: of one spelling, without what stands between them. */
export function wordsIn(text: string): readonly string[] {
  return searchKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * The word of what was typed by which the index is asked: the longest, since it is in the fewest cases. Undefined when all are
 * too short.
 */
export function drivingWord(words: readonly string[]): string | undefined {
  const [longest] = words.toSorted((a, b) => b.length - a.length)
  return longest !== undefined && longest.length >= shortestWord ? longest : undefined
}

/** Of a case's words that begin so the first by the alphabet: the one row by which a search shows the case, so that it is shown once. */
export function firstWordWith(prefix: string, words: readonly string[]): string | undefined {
  return words.filter((word) => word.startsWith(prefix)).toSorted()[0]
}

function allWords(text: string): readonly string[] {
  return [...wordsIn(text), ...wordsIn(text.replace(zwnj, ' '))]
}
