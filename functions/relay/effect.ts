import type { Person } from '#workflows/proposal/state.ts'

export type ApplicantMessage =
  | 'confirm-address'
  | 'case-begun'
  | 'stage-approved'
  | 'changes-requested'
  | 'revision-reminder'
  | 'rejected'
  | 'lapsed'
  | 'contract-signed'
  | 'completed'
  | 'closed-by-office'
  | 'track-link-reissued'
  | 'withdrawal-confirmed'
  | 'case-waits'
export type ReviewerMessage =
  | 'review-requested'
  | 'review-reminder'
  | 'review-link-reissued'
  | 'review-passed-on'
  | 'review-ended'
export type SignatoryMessage =
  | 'signature-requested'
  | 'signature-requested-anew'
  | 'signature-reminder'
  | 'signature-link-reissued'
  | 'signature-passed-on'
  | 'signature-ended'
  | 'contract-complete'
export type FinanceMessage =
  | 'contract-delivered'
  | 'receipt-reminder'
  | 'receipt-link-reissued'
  | 'receipt-ended'
  | 'payments-overdue'
export type OfficeMessage =
  | 'quorum-endangered'
  | 'overdue'
  | 'passed-on'
  | 'escalated'
  | 'unreachable'
  | 'withdrawn'
  | 'terms-to-settle'
  | 'terms-reminder'
  | 'signature-refused'
  | 'contract-returned'
  | 'case-completed'
  | 'webhook-given-up'
  | 'seat-vacated'
  | 'places-empty'
  | 'still-held'
  | 'step-late'
  | 'obligations-overdue'
export type Message = ApplicantMessage | ReviewerMessage | SignatoryMessage | FinanceMessage | OfficeMessage

/** One thing to do outside the ledger because of an entry. */
export type Effect =
  /** Bring the state machine to where the ledger is. */
  | { readonly kind: 'workflow' }
  | { readonly kind: 'event'; readonly type: string }
  /** Put the call of finance's own system into its queue, which is tried for days. */
  | { readonly kind: 'webhook' }
  | { readonly kind: 'mail-applicant'; readonly message: ApplicantMessage }
  | { readonly kind: 'mail-office'; readonly message: OfficeMessage }
  | { readonly kind: 'mail-finance'; readonly message: FinanceMessage; readonly person: Person }
  | {
      readonly kind: 'mail-reviewer'
      readonly message: ReviewerMessage
      readonly seat: string
      readonly person: Person
    }
  | {
      readonly kind: 'mail-signatory'
      readonly message: SignatoryMessage
      readonly signatory: string
      readonly person: Person
    }

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** The name under which an effect of an entry is done once, e.g. `mail-reviewer:review-requested:research-1`. */
export function effectName(effect: Effect): string {
  switch (effect.kind) {
    case 'workflow':
    case 'webhook':
      return effect.kind
    case 'event':
      return `${effect.kind}:${effect.type}`
    case 'mail-reviewer':
      return `${effect.kind}:${effect.message}:${effect.seat}`
    case 'mail-signatory':
      return `${effect.kind}:${effect.message}:${effect.signatory}`
    default:
      return `${effect.kind}:${effect.message}`
  }
}
