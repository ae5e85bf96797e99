import { signatoryName } from '#functions/shared/pages/names.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { turnFault } from '#workflows/proposal/decide-contract.ts'
import { isAwaited } from '#workflows/proposal/seat.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { trackTexts } from './track-texts.ts'

/** Who has the case in hand now, by role and never by name; nobody once it has ended. */
export function inHand(state: ProposalState, programme: Programme): readonly Text[] {
  const you: Text = { fa: trackTexts.fa.you, en: trackTexts.en.you }
  const office = programme.caseOffice.name
  switch (state.status) {
    case 'unconfirmed':
    case 'awaiting-revision':
      return [you]
    case 'in-review': {
      const roles = state.seats.filter(isAwaited).map(({ holder }) => holder.role)
      return roles.length === 0 ? [office] : roles
    }
    case 'signing': {
      const turns = state.signatories.filter(
        (signatory) => signatory.signed === null && turnFault(state, signatory, { programme }) === null,
      )
      return turns.map(({ id }) => (id === 'startup' ? you : signatoryName(programme, id)))
    }
    case 'with-finance':
      return [programme.finance.office.name]
    case 'between-stages':
    case 'settling-terms':
    case 'drawing-up':
    case 'sealing':
    case 'sealed':
      return [office]
    case 'closed':
      return []
  }
}

/** When the case is due next (ISO 8601); null where nothing is. */
export function dueAt(state: ProposalState): string | null {
  return 'deadline' in state ? state.deadline.at : null
}
