import { signatoryName } from '#functions/shared/pages/names.ts'
import type { SignatureLine } from '#workflows/contract/signature-sheet.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { signatoriesOf } from '#workflows/proposal/decide-contract.ts'
import { caseBar } from '#workflows/proposal/eligibility.ts'
import { type Person, type ProposalState, samePerson } from '#workflows/proposal/state.ts'

/**
 * Who is to sign a contract when it is drawn up now, in order, as its last sheet names them; with the alternates to whom silence
 * would pass a signature, since the text stays the same when it does.
 */
export function signatureLinesOf(
  state: Pick<ProposalState, 'applicant' | 'formerMarks' | 'recused' | 'unreachable'>,
  terms: ContractTerms,
  programme: Programme,
): readonly SignatureLine[] {
  return signatoriesOf(state, { programme }).map(({ id, person }) =>
    id === startupSignatory
      ? {
          name: terms.parties.startup.representative,
          role: { fa: 'نمایندهٔ شریک', en: 'For the Partner' },
        }
      : {
          name: [person, alternateFor(id, person, { state, programme })]
            .flatMap((one) => one?.name.fa ?? [])
            .join(or),
          role: person?.role ?? signatoryName(programme, id),
        },
  )
}

const or = '، یا جانشین ایشان: '

function alternateFor(
  id: string,
  person: Person | null,
  {
    state,
    programme,
  }: { state: Pick<ProposalState, 'applicant' | 'formerMarks' | 'recused'>; programme: Programme },
): Person | null {
  const { onDeadline, signatories } = programme.signing
  const alternate = signatories.find((place) => place.id === id)?.alternate
  if (onDeadline !== 'alternate' || alternate === undefined || person === null) return null
  if (samePerson(alternate.email, person.email)) return null
  return caseBar(alternate.email, state, { programme }) === null ? alternate : null
}
