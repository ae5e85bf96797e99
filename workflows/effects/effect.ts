import type { Programme } from '#workflows/programme/programme.ts'
import type { Person, ProposalState } from '#workflows/proposal/state.ts'

/** A case just before and just after an entry; null before the first. */
export interface Moment {
  readonly before: ProposalState | null
  readonly after: ProposalState
}

/*
 * The messages that there are. Their names stand in the rows of entries for good: one that is recorded is never renamed, and never
 * means something else. Whoever takes one away sees to it that no open case waits for it.
 */
const applicantMessages = [
  'confirm-address',
  'case-begun',
  'stage-approved',
  'changes-requested',
  'revision-reminder',
  'rejected',
  'lapsed',
  'contract-signed',
  'completed',
  'closed-by-office',
  'track-link-reissued',
  'withdrawal-confirmed',
  'case-waits',
  'guarantee-changed',
  'answers-copy',
  'contract-redrawn',
  'contract-taken-back',
] as const
const officeMessages = [
  'quorum-endangered',
  'overdue',
  'passed-on',
  'escalated',
  'unreachable',
  'withdrawn',
  'case-lapsed',
  'terms-to-settle',
  'terms-reminder',
  'signature-refused',
  'codes-stopped',
  'name-differs',
  'contract-returned',
  'case-completed',
  'webhook-given-up',
  'seat-vacated',
  'places-empty',
  'still-held',
  'step-late',
  'obligations-overdue',
  'guarantee-recorded',
  'holder-changed',
  'holder-proposed',
  'holder-declined',
  'file-withheld',
] as const
const financeMessages = [
  'contract-delivered',
  'receipt-reminder',
  'receipt-link-reissued',
  'receipt-ended',
  'payments-overdue',
] as const

/** To whoever holds a seat just before the entry, or just after it. */
const reviewerMessages = {
  'review-requested': 'after',
  'review-reminder': 'after',
  'review-link-reissued': 'after',
  'review-passed-on': 'before',
  'review-ended': 'before',
  'review-not-needed': 'before',
  'review-handed-on': 'before',
  'recusal-recorded': 'before',
  'review-taken': 'before',
} as const satisfies Readonly<Record<string, 'before' | 'after'>>

/** To whoever is to sign at a place, in the same way. */
const signatoryMessages = {
  'signature-requested': 'after',
  'signature-requested-anew': 'after',
  'signature-reminder': 'after',
  'signature-link-reissued': 'after',
  'signature-passed-on': 'before',
  'signature-stopped': 'after',
  'signature-ended': 'before',
  'signature-taken': 'before',
  'signature-void': 'before',
  'version-taken-back': 'before',
  'signature-to-come': 'after',
  'contract-complete': 'after',
} as const satisfies Readonly<Record<string, 'before' | 'after'>>

/** What other systems are told. */
const eventTypes = ['ContractSealed', 'ContractDelivered', 'ReceiptAcknowledged'] as const

export type ApplicantMessage = (typeof applicantMessages)[number]
export type OfficeMessage = (typeof officeMessages)[number]
/** News that no entry causes, told once for each thing that they are about. */
export type OfficeNews = 'case-unreadable'
export type FinanceMessage = (typeof financeMessages)[number]
export type ReviewerMessage = keyof typeof reviewerMessages
export type SignatoryMessage = keyof typeof signatoryMessages
export type EventType = (typeof eventTypes)[number]
export type Message = ApplicantMessage | ReviewerMessage | SignatoryMessage | FinanceMessage | OfficeMessage

/** One thing to do outside the ledger because of an entry. */
export type Effect =
  /** Bring the state machine to where the ledger is. */
  | { readonly kind: 'workflow' }
  | { readonly kind: 'event'; readonly type: EventType }
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
  /** One that only a later release can run: it stays outstanding and is told of, until that release is back. */
  | { readonly kind: 'unknown'; readonly name: string }

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
    case 'mail-applicant':
    case 'mail-office':
    case 'mail-finance':
      return `${effect.kind}:${effect.message}`
    case 'unknown':
      return effect.name
  }
}

/** The name under which such news is sent once. */
export function newsName(news: OfficeNews, about: string): string {
  return `mail-office:${news}:${about}`
}

/**
 * The effect that a name on an entry's row means, with whoever held its place at that entry: just before it or just after it,
 * as the message needs.
 */
export function effectNamed(name: string, moment: Moment, programme: Programme): Effect {
  const [kind, what = '', ...rest] = name.split(':')
  const place = rest.join(':')
  const unknown: Effect = { kind: 'unknown', name }
  switch (kind) {
    case 'workflow':
    case 'webhook':
      return name === kind ? { kind } : unknown
    case 'event':
      return place === '' && isOneOf(eventTypes, what) ? { kind, type: what } : unknown
    case 'mail-applicant':
      return place === '' && isOneOf(applicantMessages, what) ? { kind, message: what } : unknown
    case 'mail-office':
      return place === '' && isOneOf(officeMessages, what) ? { kind, message: what } : unknown
    case 'mail-finance': {
      const person = programme.finance.office
      return place === '' && isOneOf(financeMessages, what) ? { kind, message: what, person } : unknown
    }
    case 'mail-reviewer': {
      if (!isKeyOf(reviewerMessages, what)) return unknown
      const person = seatHolder(moment[reviewerMessages[what]], place)
      return person === null ? unknown : { kind, message: what, seat: place, person }
    }
    case 'mail-signatory': {
      if (!isKeyOf(signatoryMessages, what)) return unknown
      const person = signatoryAt(moment[signatoryMessages[what]], place)
      return person === null ? unknown : { kind, message: what, signatory: place, person }
    }
    default:
      return unknown
  }
}

function isOneOf<T extends string>(known: readonly T[], text: string): text is T {
  return (known as readonly string[]).includes(text)
}

function isKeyOf<T extends object>(known: T, text: string): text is Extract<keyof T, string> {
  return Object.hasOwn(known, text)
}

/** Who holds a seat of the open stage, or held it when the last one closed. */
function seatHolder(state: ProposalState | null, id: string): Person | null {
  const seats = state?.status === 'in-review' ? state.seats : state?.closedStages.at(-1)?.seats
  return seats?.find(({ seat }) => seat === id)?.holder ?? null
}

function signatoryAt(state: ProposalState | null, id: string): Person | null {
  const signatories = state !== null && 'signatories' in state ? state.signatories : []
  return signatories.find((signatory) => signatory.id === id)?.person ?? null
}
