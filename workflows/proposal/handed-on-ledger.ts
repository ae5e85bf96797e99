import { type WithheldContent, withhold } from '#workflows/ledger/chain.ts'
import { programmeVersion } from '#workflows/programme/load-programme.ts'
import type { Entry } from './entries.ts'
import { isOpenInFull } from './open-to-applicant.ts'
import { isOpenToFinance } from './open-to-finance.ts'

/** For whom evidence is made: the offices that hold the case anyway, finance, or its applicant. */
export const audiences = ['city', 'finance', 'applicant'] as const
export type Audience = (typeof audiences)[number]

/**
 * The ledger as it is handed on: nothing of the personal data and the effects beside it and, for the applicant and for finance, of entries that are not theirs
 * to read no more than their place. Both end in the same digest.
 */
export function handedOnLedger(
  entries: readonly Entry[],
  audience: Audience,
): readonly (Omit<Entry, 'personal' | 'effects'> | WithheldContent)[] {
  const isOpen = opennessFor(audience, entries)
  return entries.map((entry) => {
    if (!isOpen(entry)) return withhold(entry)
    const { personal: _erasable, effects: _operational, ...open } = entry
    return open
  })
}

function opennessFor(audience: Audience, entries: readonly Entry[]): (entry: Entry) => boolean {
  switch (audience) {
    case 'city':
      return () => true
    case 'applicant':
      return isOpenInFull
    case 'finance': {
      const [first] = entries
      if (first?.type !== 'ProposalSubmitted') return () => false
      const programme = programmeVersion(first.data.programme)
      return (entry) => isOpenToFinance(entry, programme)
    }
  }
}
