import { type ContractTerms, termsOf } from '#workflows/contract/terms.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { StateOf } from '#workflows/proposal/state.ts'

/**
 * The terms of the contract's next version. All of it comes from the ledger, the time too: however often the same version is
 * drawn up, the same bytes come out, so a repeat after a crash overwrites a file with itself.
 */
export function termsOfCase(
  state: StateOf<'drawing-up'>,
  { revision, entries, programme }: { revision: Revision; entries: readonly Entry[]; programme: Programme },
): ContractTerms {
  const cause = entries.findLast(({ type }) => type === 'StageClosed' || type === 'ContractCorrected')
  if (cause === undefined) throw new Error(`Nothing in the ledger of ${state.reference} asks for a contract`)
  if (revision.personal === null) throw new Error(`The personal data of ${state.reference} was erased`)
  const { iban = programme.contract.iban, conditions = [] } = state.amendments
  return termsOf({
    form: proposalForm.parse({ ...revision.open, ...revision.personal.value }),
    programmeContract: { ...programme.contract, iban },
    reference: state.reference,
    contractVersion: state.contractVersion + 1,
    now: cause.at,
    timeZone: programme.timeZone,
    conditions,
  })
}
