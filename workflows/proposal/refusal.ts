/** Why a command was refused. Each code has words in both languages and one HTTP status, elsewhere. */
export const refusalCodes = [
  'case-closed',
  'deadline-passed',
  'not-now',
  'stage-closed',
  'seat-reassigned',
  'link-superseded',
  'link-ended',
  'stale-documents',
  'declaration-missing',
  'already-declared',
  'decision-not-offered',
  'last-round',
  'reason-missing',
  'reason-code-unknown',
  'scores-incomplete',
  'conditions-without-approval',
  'already-delegated',
  'already-decided',
  'person-is-applicant',
  'person-holds-seat',
  'person-recused',
  'person-decided-elsewhere',
  'person-outside',
  'seats-oneself',
  'second-member',
  'proposal-over',
  'applicants-side',
  'own-opinion-first',
  'not-your-turn',
  'already-signed',
  'codes-stopped',
  'second-signature',
  'name-missing',
  'not-a-later-time',
  'legal-route-missing',
  'legal-route-unknown',
  'legal-route-incomplete',
  'target-unknown',
  'nothing-due',
  'erasure-held',
  'erasure-not-held',
  'data-erased',
  'instalment-unknown',
  'amount-missing',
  'more-than-due',
  'voucher-missing',
  'date-to-come',
  'date-too-early',
  'payment-corrected',
  'too-many-payments',
  'guarantee-unknown',
  'guarantee-released',
  'guarantee-unchanged',
  'day-missing',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal that a user can meet; it is an answer, not a fault of the program. */
export interface Refusal {
  readonly refused: RefusalCode
  /** The form's field that it is about, where there is one. */
  readonly field?: string
  /** ISO date of the first day that may be given, where a day came before it. */
  readonly from?: string
}

export function refuse(code: RefusalCode, field?: string): Refusal {
  return field === undefined ? { refused: code } : { refused: code, field }
}

/** A day before the first that makes sense, most likely a slip of the pen. */
export function refuseBefore(from: string, field: string): Refusal {
  return { refused: 'date-too-early', field, from }
}
