import type { Digest } from '#workflows/ledger/digest.ts'
import type { Entry } from '#workflows/proposal/entries.ts'

/** Digests of the terms that the applicant accepted, each once; the text is kept under it. */
export function acceptedIn(entries: readonly Entry[]): readonly Digest[] {
  const accepted = entries.flatMap(({ data }) =>
    'acceptedTerms' in data && data.acceptedTerms !== undefined ? [data.acceptedTerms] : [],
  )
  return [...new Set(accepted)]
}
