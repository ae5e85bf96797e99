import type { Entry, EntryType } from './entries.ts'

/**
 * What the applicant may learn of an entry, each more than the one before: that something happened here, what happened in our
 * words, what was written with it as well, or all that it says.
 */
type Openness = 'nothing' | 'words' | 'words-and-reason' | 'everything'

/** The one place that says so. Who in the city did or said what is told by its outcome alone. */
const openness: Readonly<Record<EntryType, Openness>> = {
  ProposalSubmitted: 'everything',
  AddressConfirmed: 'everything',
  // It names the reviewers.
  StageOpened: 'words',
  NoConflictDeclared: 'nothing',
  ReviewDecided: 'nothing',
  ReviewerRecused: 'nothing',
  SeatAssigned: 'nothing',
  HolderProposed: 'nothing',
  HolderDeclined: 'nothing',
  QuorumEndangered: 'nothing',
  // The outcome and its cause, in numbers; not when whose answer closed it came.
  StageClosed: 'words',
  ProposalRevised: 'everything',
  ProposalWithdrawn: 'everything',
  Reminded: 'nothing',
  Escalated: 'nothing',
  // Told by mail as well.
  StillHeld: 'words',
  StepLate: 'nothing',
  DeadlinePassed: 'everything',
  DeadlineExtended: 'words',
  LinkReissued: 'nothing',
  PersonUnreachable: 'nothing',
  PersonReachable: 'nothing',
  // The page shows which files are withheld.
  FileWithheld: 'nothing',
  // It has the addresses of those who are to sign.
  ContractDrawnUp: 'words',
  SignatoryReplaced: 'nothing',
  ContractSigned: 'everything',
  SigningCodesStopped: 'nothing',
  SignatureRefused: 'everything',
  ContractSealed: 'everything',
  ContractDelivered: 'everything',
  DeliveryRepeated: 'nothing',
  WebhookGivenUp: 'nothing',
  // These have notes of finance's own.
  ReceiptAcknowledged: 'words',
  PaymentRecorded: 'words',
  ObligationsOverdue: 'words',
  GuaranteeChanged: 'words',
  ObligationsListed: 'words',
  ContractReturned: 'everything',
  // Its note is the case office's own.
  LegalRouteRecorded: 'words',
  TermsAmended: 'nothing',
  TermsReleased: 'words',
  TermsReopened: 'words-and-reason',
  CaseClosed: 'words-and-reason',
  PersonalDataErased: 'words',
  ErasureHeld: 'words',
  ErasureReleased: 'words',
}

/** Whether the applicant is told that it happened. */
export function isTold({ type }: Pick<Entry, 'type'>): boolean {
  return openness[type] !== 'nothing'
}

/** Whether the applicant is told what was written with it. */
export function isReasonTold({ type }: Pick<Entry, 'type'>): boolean {
  return openness[type] === 'words-and-reason' || openness[type] === 'everything'
}

/** Whether the applicant may have the entry as it is; never where somebody of the city is named as the one who did it. */
export function isOpenInFull({ type, actor }: Pick<Entry, 'type' | 'actor'>): boolean {
  return openness[type] === 'everything' && !('email' in actor)
}
