import { savedTerms } from '#functions/shared/contract/terms-of-case.ts'
import {
  type AgreedTerms,
  agreedOf,
  draftOf,
  type FixedTerms,
  startAfter,
} from '#workflows/contract/terms-draft.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { conditionsOf } from '#workflows/proposal/case-file.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { StateOf } from '#workflows/proposal/state.ts'

export interface DraftInput {
  readonly state: StateOf<'settling-terms'>
  readonly entries: readonly Entry[]
  readonly revision: Revision
  readonly programme: Programme
}

/** What put the terms into the case office's hands. */
type SettlingEntry =
  | EntryOf<'StageClosed'>
  | EntryOf<'SignatureRefused'>
  | EntryOf<'ContractReturned'>
  | EntryOf<'TermsReopened'>

/** The newest of them. Throws when there is none: no status but theirs settles terms. */
export function settlingEntry(entries: readonly Entry[]): SettlingEntry {
  const cause = entries.findLast(
    (entry): entry is SettlingEntry =>
      entry.type === 'StageClosed' ||
      entry.type === 'SignatureRefused' ||
      entry.type === 'ContractReturned' ||
      entry.type === 'TermsReopened',
  )
  if (cause === undefined) throw new Error('Nothing in the ledger asks for terms')
  return cause
}

/**
 * What the case office goes on from: the terms as they were saved last for the coming version; else those of the version that
 * came back, with its first day moved on where that is no longer ahead; else the proposal on the reviewers' conditions.
 */
export function draftOfCase({ state, entries, revision, programme }: DraftInput): AgreedTerms {
  const saved = savedTerms(entries, state.contractVersion + 1)
  if (saved !== undefined) return agreedOf(saved)
  const { at } = settlingEntry(entries)
  const earlier = savedTerms(entries, state.contractVersion)
  if (earlier !== undefined) return stillAhead(earlier, startAfter(at, programme.timeZone))
  return draftOf({
    form: formOf(revision),
    programmeContract: programme.contract,
    now: at,
    timeZone: programme.timeZone,
    conditions: [...new Set(conditionsOf(entries, programme).map(({ text }) => text))],
  })
}

/** What the terms have from elsewhere. */
export function fixedTerms({ state, revision, programme }: Omit<DraftInput, 'entries'>): FixedTerms {
  return {
    programmeContract: programme.contract,
    reference: state.reference,
    contractVersion: state.contractVersion + 1,
    email: formOf(revision).email,
  }
}

function stillAhead(terms: ContractTerms, earliest: string): AgreedTerms {
  const agreed = agreedOf(terms)
  // Payments that were agreed quarter by quarter belong to their days; the case office moves both.
  if (agreed.payments !== null || agreed.startsOn >= earliest) return agreed
  return { ...agreed, startsOn: earliest }
}

function formOf({ reference, revision, open, personal }: Revision) {
  if (personal === null)
    throw new Error(`The personal data of ${reference}, revision ${revision}, was erased`)
  return proposalForm().parse({ ...open, ...personal.value })
}
