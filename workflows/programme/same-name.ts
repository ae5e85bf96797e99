import type { Text } from '#workflows/language.ts'
import { searchKey } from '#workflows/text/normalise.ts'

/** What people put before a name or leave out. */
const titles = /^(?:جناب|سرکار|آقای|اقای|خانم|دکتر|مهندس|استاد|سید|سیده|dr|mr|mrs|ms|eng|prof)\.? /u

/**
 * Whether a name that was typed is the one on record, in either language: however its letters, spaces and joiners are spelt, and
 * with or without a title.
 */
export function isSameName(typed: string, known: Text): boolean {
  return [known.fa, known.en].some((name) => bare(name) === bare(typed))
}

function bare(name: string): string {
  const key = searchKey(name.replaceAll('\u200c', ' '))
  const rest = key.replace(titles, '')
  return rest === key ? key.replaceAll(/[^\p{L}\p{N}]/gu, '') : bare(rest)
}
