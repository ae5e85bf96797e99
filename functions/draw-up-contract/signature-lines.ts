import type { SignatureLine } from '#workflows/contract/signature-sheet.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { signatoriesOf } from '#workflows/proposal/decide-contract.ts'
import { type ProposalState, startupSignatory } from '#workflows/proposal/state.ts'
import { signatoryName } from '../pages/names.ts'

/** Who is to sign a contract when it is drawn up now, in order, as its last sheet names them. */
export function signatureLinesOf(
  state: Pick<ProposalState, 'applicant'>,
  terms: ContractTerms,
  programme: Programme,
): readonly SignatureLine[] {
  return signatoriesOf(state, { programme }).map(({ id, person }) =>
    id === startupSignatory
      ? {
          name: terms.parties.startup.representative,
          role: { fa: 'نمایندهٔ شریک', en: 'For the Partner' },
        }
      : { name: person?.name.fa ?? '', role: person?.role ?? signatoryName(programme, id) },
  )
}
