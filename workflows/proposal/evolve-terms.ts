import { representativeIn } from '#workflows/contract/terms-parts.ts'
import type { EntryOf } from './entries.ts'
import { type Evolvers, expectStatus, factsOf, owedFrom } from './evolve-parts.ts'
import type { Deadline, ProposalState, SavedTerms, SettlingCause, StateOf } from './state.ts'

/** Terms: by which way of the law they come about, saved, released for drawing up, taken back from those who sign. */
export const termsEvolvers = {
  LegalRouteRecorded: (state, entry) => {
    const { note: _, ...legalRoute } = entry.data
    return { ...state, legalRoute }
  },
  TermsAmended: (state, entry) => ({
    ...expectStatus(state, 'settling-terms', entry),
    // Lists and figures of the board go by what is agreed now, not by what was once proposed.
    contractType: entry.data.terms.contractType,
    terms: savedIn(entry),
  }),
  TermsReleased: (state, entry) => {
    const { terms } = expectStatus(state, 'settling-terms', entry)
    const saved = terms ?? { digest: entry.data.termsDigest, sequence: entry.sequence }
    return { ...factsOf(state), status: 'drawing-up', terms: saved, ...owedFrom(entry) }
  },
  TermsReopened: (state, entry) => {
    const isTaken = entry.data.unprintable !== true
    const from =
      !isTaken && (state.status === 'drawing-up' || state.status === 'sealing') ? state.status : 'signing'
    return settlingTerms(expectStatus(state, from, entry), 'reopened', entry.data.settle)
  },
} satisfies Partial<Evolvers>

/** The terms as they are saved, with who signs by them, which stands beside. */
function savedIn({ data, sequence, personal }: EntryOf<'TermsAmended'>): SavedTerms {
  const saved = { digest: data.termsDigest, sequence }
  return personal === undefined ? saved : { ...saved, representative: representativeIn(personal.value) }
}

/** The case goes to the case office, which settles the terms of the contract's next version. */
export function settlingTerms(
  state: ProposalState,
  because: SettlingCause,
  deadline: Deadline,
): StateOf<'settling-terms'> {
  return {
    ...factsOf(state),
    status: 'settling-terms',
    because,
    contract: 'contract' in state ? state.contract : null,
    signatories: 'signatories' in state ? state.signatories : [],
    terms: null,
    deadline,
  }
}
