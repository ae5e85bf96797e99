import { type EntryView, entryView } from '#functions/pages/ledger-view.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry, EntryType } from '#workflows/proposal/entries.ts'

/** What the applicant sees of each type of entry. Who in the city did or said what is told by its outcome alone. */
const shown: Readonly<Record<EntryType, 'words' | 'words-and-reason' | 'nothing'>> = {
  ProposalSubmitted: 'words',
  AddressConfirmed: 'words',
  StageOpened: 'words',
  NoConflictDeclared: 'nothing',
  ReviewDecided: 'nothing',
  ReviewerRecused: 'nothing',
  SeatAssigned: 'nothing',
  QuorumEndangered: 'nothing',
  StageClosed: 'words',
  ProposalRevised: 'words',
  ProposalWithdrawn: 'words-and-reason',
  Reminded: 'nothing',
  Escalated: 'nothing',
  DeadlinePassed: 'words',
  DeadlineExtended: 'words',
  LinkReissued: 'nothing',
  PersonUnreachable: 'nothing',
  ContractDrawnUp: 'words',
  SignatoryReplaced: 'nothing',
  ContractSigned: 'words',
  SignatureRefused: 'words-and-reason',
  ContractSealed: 'words',
  ContractDelivered: 'words',
  DeliveryRepeated: 'nothing',
  WebhookGivenUp: 'nothing',
  ReceiptAcknowledged: 'words',
  PaymentRecorded: 'words',
  ContractReturned: 'words-and-reason',
  TermsAmended: 'nothing',
  TermsReleased: 'words',
  TermsReopened: 'words-and-reason',
  CaseClosed: 'words-and-reason',
  PersonalDataErased: 'words',
}

/** The ledger as the applicant may read it, newest first. */
export function caseHistory(entries: readonly Entry[], programme: Programme): readonly EntryView[] {
  return entries
    .filter(({ type }) => shown[type] !== 'nothing')
    .map((entry) => {
      const view = entryView(entry, programme)
      return shown[entry.type] === 'words-and-reason' ? view : { ...view, reason: null }
    })
    .toReversed()
}
