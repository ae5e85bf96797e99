import type { ContractTerms } from '#workflows/contract/terms.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Language } from '#workflows/language.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import type { LinkPlace } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { PersonalNumbers } from './personal-marks.ts'
import type { Guarantee, guaranteeChanges, Instalment, Person, Place } from './state.ts'

/** The parts of a submitted form that the case itself needs; the whole form is kept as a revision. */
export interface DocumentFacts {
  readonly documentsDigest: Digest
  readonly title: string
  readonly sector: string
  readonly contractType: string
  /** Rials over the first three years. */
  readonly expectedRevenue: number
}

export interface Applicant extends PersonalNumbers {
  readonly name: string
  readonly organisation: string
  readonly email: string
}

/** A seat's page acts for the person to whom its link was sent. */
interface BySeat {
  readonly stage: string
  readonly seat: string
  readonly email: string
}

interface BySignatory {
  readonly id: string
  readonly email: string
}

/** The case office saves the whole terms of the contract's next version. */
interface OfTerms {
  readonly by: string
  readonly terms: ContractTerms
  /** Digest of the saved terms that were shown, null for none; absent when it does not matter what others saved meanwhile. */
  readonly basis?: Digest | null | undefined
}

export type Command =
  | {
      readonly type: 'submit'
      readonly reference: string
      readonly language: Language
      readonly documents: DocumentFacts
      readonly applicant: Applicant
      readonly acceptedTerms?: Digest | undefined
    }
  | { readonly type: 'confirm' }
  /** The applicant wants the mail again by which the address is confirmed. */
  | { readonly type: 'ask-confirmation' }
  | { readonly type: 'open-stage' }
  | ({ readonly type: 'declare' } & BySeat)
  | ({
      readonly type: 'decide-review'
      readonly decision: DecisionKind
      readonly reason: string
      readonly reasonCode?: string | undefined
      readonly scores: Readonly<Record<string, number>>
      /** On which an approval rests, each a sentence. */
      readonly conditions?: readonly string[] | undefined
      /** Digest of the documents that were shown. */
      readonly documentsDigest: Digest
    } & BySeat)
  | ({ readonly type: 'recuse'; readonly reason: string } & BySeat)
  | ({ readonly type: 'delegate'; readonly to: Person; readonly reason: string } & BySeat)
  | {
      readonly type: 'revise'
      readonly documents: DocumentFacts
      readonly applicant: Applicant
      readonly acceptedTerms?: Digest | undefined
    }
  | {
      readonly type: 'withdraw'
      readonly reason: string
      /** Another case takes its place, since the address was mistyped; before it was confirmed alone. */
      readonly because?: 'address-corrected'
    }
  | { readonly type: 'remind' }
  | { readonly type: 'escalate' }
  | { readonly type: 'expire' }
  /** A case is still held after its deadline. */
  | { readonly type: 'tell-held' }
  /** What the machine owes is late. */
  | { readonly type: 'tell-late' }
  /** Something is overdue under a completed contract. */
  | { readonly type: 'tell-overdue' }
  | {
      readonly type: 'draw-up'
      readonly version: number
      readonly number: string
      readonly documentDigest: Digest
      readonly termsDigest: Digest
    }
  | ({
      readonly type: 'sign'
      readonly documentDigest: Digest
      readonly evidence: {
        readonly typedName: string
        /** The name on record, where the typed one is another and they were asked whether it is right. */
        readonly expectedName?: string
        readonly ip: string
        readonly userAgent: string
      }
    } & BySignatory)
  | ({ readonly type: 'refuse-to-sign'; readonly reason: string } & BySignatory)
  /** Somebody tried too many wrong codes there. */
  | ({ readonly type: 'stop-codes'; readonly guesses: number } & BySignatory)
  | {
      readonly type: 'seal'
      readonly version: number
      readonly sealDigest: Digest
      readonly openContractingDigest: Digest
    }
  | { readonly type: 'deliver' }
  | { readonly type: 'repeat-delivery'; readonly by: string; readonly reason: string }
  | {
      readonly type: 'give-up-webhook'
      readonly version: number
      readonly host: string
      readonly because: 'gone' | 'disabled' | 'unanswered'
    }
  | {
      readonly type: 'acknowledge'
      /** Whose link it came from. */
      readonly by?: string
      readonly voucher?: string | undefined
      readonly note: string
      readonly schedule?: readonly Instalment[]
      /** ISO date of the contract's last day. */
      readonly endsOn?: string
      readonly guarantees?: readonly Guarantee[]
      /** Of the contract that was shown; whoever says nothing of it means the one that finance has now. */
      readonly sealDigest?: Digest | undefined
    }
  | {
      readonly type: 'return'
      /** Whose link it came from. */
      readonly by?: string
      readonly reason: string
      readonly sealDigest?: Digest | undefined
    }
  | {
      readonly type: 'record-payment'
      /** Whose link it came from. */
      readonly by?: string
      /** Its place in the schedule, from 1. */
      readonly instalment: number
      /** Rials. */
      readonly amount: number
      /** ISO date. */
      readonly receivedOn: string
      readonly voucher: string
      /** What becomes of more than is due; without it such a payment is refused. */
      readonly surplus?: 'carry-over'
      /** Sequence of the entry that this one corrects. */
      readonly corrects: number | null
      readonly note: string
    }
  | {
      readonly type: 'change-guarantee'
      /** Whose link it came from. */
      readonly by?: string
      /** Its place in the terms, from 1. */
      readonly guarantee: number
      readonly change: (typeof guaranteeChanges)[number]
      /** ISO date: the new last day; null where it is released. */
      readonly expiresOn: string | null
      /** ISO date of the letter that says so. */
      readonly on: string
      /** The number of that letter. */
      readonly document: string
      readonly note: string
    }
  /** From the terms of a contract that was completed before its ledger kept them. */
  | {
      readonly type: 'list-obligations'
      readonly endsOn: string
      readonly guarantees: readonly Guarantee[]
      readonly settlementDays: number
    }
  | {
      readonly type: 'record-legal-route'
      readonly by: string
      /** One of the programme's, by its id. */
      readonly route: string
      readonly body: string
      readonly number: string
      /** ISO date; empty where none was written. */
      readonly date: string
      /** How many took part; null where that is not known. */
      readonly tenderers: number | null
      /** What was uploaded with it; null keeps the one that is recorded for the same route. */
      readonly decision: FileRecord | null
      readonly note: string
    }
  | ({ readonly type: 'amend-terms' } & OfTerms)
  | ({
      readonly type: 'release-terms'
      /** What was changed, and why; the signatories of an earlier version are told. */
      readonly note: string
    } & OfTerms)
  | { readonly type: 'reopen-terms'; readonly by: string; readonly reason: string }
  /** The contract was not set or not sealed, since no font has these letters of it. */
  | { readonly type: 'not-printable'; readonly letters: readonly string[] }
  | {
      readonly type: 'reassign'
      readonly by: string
      readonly target: Place
      readonly to: Person
      readonly reason: string
    }
  /** `proposal` is the sequence of the entry by which somebody from outside was proposed. */
  | { readonly type: 'agree-holder'; readonly by: string; readonly proposal: number }
  | {
      readonly type: 'decline-holder'
      readonly by: string
      readonly proposal: number
      readonly reason: string
    }
  | { readonly type: 'extend'; readonly by: string; readonly until: string; readonly reason: string }
  | {
      readonly type: 'resend-link'
      readonly by: string
      readonly target: LinkPlace
      readonly reason: string
    }
  | {
      readonly type: 'mark-unreachable'
      readonly email: string
      readonly kind: 'bounce' | 'complaint'
      /** Whether they were asked anew since that was recorded, and that mail came back too. */
      readonly again?: boolean
    }
  /** A mail to them was delivered after they had been marked. */
  | { readonly type: 'mark-reachable'; readonly email: string }
  /** A scan for malware found something in a file, or could not look into it. */
  | { readonly type: 'withhold-file'; readonly fileId: string; readonly verdict: 'threat' | 'unchecked' }
  | { readonly type: 'close'; readonly by: string; readonly reason: string }
  /** Once a case is closed. */
  | { readonly type: 'erase'; readonly by: string; readonly reason: string }
  /** Once the programme's time for the applicant's data is over. */
  | { readonly type: 'erase-by-rule' }
  | { readonly type: 'hold-erasure'; readonly by: string; readonly reason: string }
  | { readonly type: 'release-erasure'; readonly by: string; readonly reason: string }

export type CommandType = Command['type']
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

/** All that a decision may depend on besides the state: time and randomness are given, never taken. */
export interface Context {
  readonly now: Date
  readonly programme: Programme
  /** The digest of its rules, to which a new case is pinned. */
  readonly rules?: Digest | undefined
  /** At least 16 random characters; salts the personal data recorded by this command. */
  readonly salt: string
}
