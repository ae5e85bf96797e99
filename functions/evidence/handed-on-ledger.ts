import { type Withheld, withhold } from '#workflows/ledger/chain.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { isOpenInFull } from '#workflows/proposal/open-to-applicant.ts'

/** For whom evidence is made: the offices that hold the case anyway, or its applicant. */
export const audiences = ['city', 'applicant'] as const
export type Audience = (typeof audiences)[number]

/**
 * The ledger as it is handed on: nothing of the personal data and the effects beside it and, for the applicant, of entries that are not theirs
 * to read no more than their place. Both end in the same digest.
 */
export function handedOnLedger(
  entries: readonly Entry[],
  audience: Audience,
): readonly (Omit<Entry, 'personal' | 'effects'> | Withheld)[] {
  return entries.map((entry) => {
    if (audience === 'applicant' && !isOpenInFull(entry)) return withhold(entry)
    const { personal: _erasable, effects: _operational, ...open } = entry
    return open
  })
}
