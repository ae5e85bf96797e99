import { joinTerms } from '#workflows/contract/terms-parts.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'

/**
 * The terms that the case office saved last for a version of the contract; undefined when it saved none.
 * @throws when the personal part was erased
 */
export function savedTerms(entries: readonly Entry[], version: number): ContractTerms | undefined {
  const saved = entries.findLast(
    (entry): entry is EntryOf<'TermsAmended'> =>
      entry.type === 'TermsAmended' && entry.data.version === version,
  )
  if (saved === undefined) return undefined
  if (saved.personal === undefined) throw new Error(`The personal part of entry ${saved.sequence} was erased`)
  return joinTerms(saved.data.terms, saved.personal.value)
}
