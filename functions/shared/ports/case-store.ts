import type { Tip } from '#workflows/ledger/chain.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { Revision } from '#workflows/proposal/revision.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { ContractPlace, ReleasedContract } from './contract-index.ts'

/** A case as its head shows it, with the place where its next entry goes. */
export interface OpenCase {
  readonly state: ProposalState
  readonly tip: Tip
}

/** Rows that one fact needs besides its entries; they are written with them or not at all. */
export type CompanionRow =
  | { readonly kind: 'revision'; readonly revision: Revision }
  /** The first answer to a request, so that its repeat gets the same one. */
  | { readonly kind: 'request'; readonly key: string; readonly answer: unknown; readonly expires: string }
  /** Uses up a signing code; the write fails when it was used or replaced. */
  | {
      readonly kind: 'code-use'
      readonly reference: string
      readonly place: string
      readonly hash: string
    }
  /** What the public finds a contract by: its number, or a digest. */
  | { readonly kind: 'contract-mark'; readonly mark: string; readonly place: ContractPlace }
  /** Whether finance's endpoint may be called. */
  | { readonly kind: 'endpoint'; readonly url: string; readonly disabled: boolean }
  /** A contract's place among the published ones. */
  | { readonly kind: 'contract-release'; readonly at: string; readonly contract: ReleasedContract }

/** Who looks at a case next: the clock at all that are not at rest, retention at closed ones, to erase their applicants. */
export type DueTo = 'clock' | 'retention'

/** When (ISO 8601). */
export interface Due {
  readonly at: string
  readonly to: DueTo
}

export interface Append {
  /** The case as it was read; null to start one. */
  readonly before: OpenCase | null
  readonly entries: readonly [Entry, ...Entry[]]
  readonly after: ProposalState
  /** When the clock has to look at the case next (ISO 8601); null for never. */
  readonly due: string | null
  readonly companions: readonly CompanionRow[]
}

/** `moved` when somebody else wrote first, or a companion row was no longer as expected: read again and decide again. */
export type Appended = 'appended' | 'moved'

/** One row of a list of cases. */
export interface CaseSummary {
  readonly reference: string
  readonly state: ProposalState
  readonly tip: Tip
  readonly updated: string
}

/** A case whose head cannot be read. */
export interface UnreadableCase {
  readonly reference: string
  readonly updated: string
}

export interface CasesOfPage {
  readonly cases: CaseSummary[]
  /** What the list has besides; whoever shows it says so. */
  readonly unreadable?: readonly UnreadableCase[]
  readonly cursor?: string | undefined
}

/** Which cases, and in which order. */
export type CaseList =
  /** The newest change first. */
  | { readonly open: boolean }
  /** At certain places (`placeOf`): the one that is longest in its step first, or the other way round. */
  | { readonly places: readonly string[]; readonly newestFirst?: boolean }
  /** With a deadline in that time (ISO 8601, both included), the earliest first. */
  | { readonly deadline: { readonly from?: string; readonly until: string } }
  /** What needs the case office itself (`attentionOf`): what stands still for longest first. */
  | { readonly attention: true }
  /** With a word that begins so, as `searchWordsOf` has it: whole words first, then the newest. Some pages may show nothing. */
  | { readonly word: string }

export interface CasePage {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What of a case is read at once: its head and whole ledger, with `papers` its revisions too. */
export type CaseParts = 'ledger' | 'papers'

/** A case as one read found it; each part is parsed when it is first asked for. */
export interface ReadCase {
  /** As `find` answers it. */
  open(): Promise<OpenCase | undefined>
  entries(): Promise<readonly Entry[]>
  /** With `papers`; it rejects otherwise. */
  revision(revision: number): Promise<Revision | undefined>
}

export interface CaseStore {
  /** The head, read consistently. */
  find(reference: string): Promise<OpenCase | undefined>
  /** One transaction: entries that must not exist, the head on condition of its version, companions; drafts that end with it go. */
  append(append: Append): Promise<Appended>
  /** Head, ledger and perhaps revisions by one read. The ledger never ends before the head's own entry. */
  read(reference: string, parts: CaseParts): Promise<ReadCase>
  /** The whole ledger of a case, in order. */
  entries(reference: string): Promise<readonly Entry[]>
  revision(reference: string, revision: number): Promise<Revision | undefined>
  /** The first answer given under an idempotency key. */
  answerTo(key: string): Promise<unknown>
  /** References of cases whose due time has come with the clock or with another, oldest first. */
  due(now: Date, limit: number, to?: DueTo): Promise<string[]>
  /** Sets the due time of a case that did not move since it was read; `moved` when it did. */
  reschedule(open: OpenCase, due: Due | null): Promise<Appended>
  /** A page of a list. Whoever shows it judges each case again: an index may be a moment behind the head. */
  list(page: CaseList & CasePage): Promise<CasesOfPage>
}
