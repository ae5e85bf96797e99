import type { CommitDependencies } from '#functions/shared/commit.ts'
import { followLink } from '#functions/shared/follow-link.ts'
import type { FreshCodeDependencies } from '#functions/shared/fresh-code.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Language } from '#workflows/language.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { isOfEarlierVersion } from '#workflows/links/superseded.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isAfterDeadline } from '#workflows/proposal/decide-late.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { overdueOf, placesOf } from '#workflows/proposal/obligations.ts'
import { answersDelivery, type DeliveryAnswer, isReturned } from '#workflows/proposal/sealed.ts'
import type { Contract, Overdue, ProposalState, StateOf } from '#workflows/proposal/state.ts'

export interface FinanceDependencies extends FreshCodeDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly links: Pick<Links, 'find'>
  readonly files: Pick<Files, 'read' | 'chunks' | 'has' | 'verdict' | 'stream' | 'write' | 'url'>
  readonly commit: CommitDependencies
}

/** Where the contract stands for finance. */
export type DeliveryDesk =
  /** Late: the last day is over, and an answer still counts. */
  | { readonly kind: 'open'; readonly state: StateOf<'with-finance'>; readonly isLate: boolean }
  /** Acknowledged: from now on finance records here what the contract brings in. */
  | { readonly kind: 'booked'; readonly state: BookedState; readonly overdue: Overdue }
  | { readonly kind: 'over'; readonly because: 'returned' | 'elsewhere' | 'renewed' | 'closed' }

/** A completed case, which always has a contract. */
export type BookedState = StateOf<'closed'> & { readonly contract: Contract }

export interface DeskVisit {
  readonly token: string
  readonly claim: ClaimTo<'finance'>
  readonly programme: Programme
  readonly language: Language
  readonly title: string
  /** Finance that is on the applicant's side: it reads, and has neither forms nor buttons. */
  readonly readsOnly: boolean
  readonly desk: DeliveryDesk
  /** What finance said last about the version that the link was sent for, or about one before it. */
  readonly lastWord: DeliveryAnswer | undefined
}

/** Reads the link and its case; a problem when the link opens no finance page. */
export async function openVisit(
  request: Pick<HttpRequest, 'path' | 'language' | 'languageChosen' | 'cookies'>,
  { links, cases, commit }: Pick<FinanceDependencies, 'links' | 'cases' | 'commit'>,
): Promise<DeskVisit | Problem> {
  const link = await followLink(request, 'finance', {
    links,
    cases,
    programmeOf: commit.programmeOf,
    now: commit.now,
  })
  if ('code' in link) return link
  const { token, claim, state, programme } = link
  const desk = deskOf(state, claim, { now: commit.now(), programme })
  const isFirst = desk.kind === 'open' && desk.state.contract.version === 1
  const entries = isFirst ? [] : await cases.entries(claim.reference)
  return {
    token,
    claim,
    programme,
    language: pageLanguage(request, claim.language ?? 'fa'),
    title: state.title,
    readsOnly: isApplicantsSide(claim.email, state, { programme }),
    desk,
    lastWord: lastWordIn(entries, claim),
  }
}

/** Of a version that came after the link the links know that were sent for it. */
function lastWordIn(entries: readonly Entry[], claim: ClaimTo<'finance'>): DeliveryAnswer | undefined {
  const later = entries.find(
    ({ type, at, data }) =>
      type === 'ContractDrawnUp' && isOfEarlierVersion({ version: data.version, drawnUpAt: at }, claim),
  )
  const end = later?.sequence ?? Number.POSITIVE_INFINITY
  return entries.filter(answersDelivery).findLast(({ sequence }) => sequence < end)
}

function deskOf(
  state: ProposalState,
  claim: ClaimTo<'finance'>,
  { now, programme }: { now: Date; programme: Programme },
): DeliveryDesk {
  if (state.status === 'with-finance') {
    if (isOfEarlierVersion(state.contract, claim)) return { kind: 'over', because: 'renewed' }
    return { kind: 'open', state, isLate: isAfterDeadline(state, { now }) }
  }
  if (state.status === 'closed') {
    const { contract } = state
    if (state.closing !== 'completed' || contract === null) return { kind: 'over', because: 'closed' }
    if (isOfEarlierVersion(contract, claim)) return { kind: 'over', because: 'renewed' }
    const overdue = placesOf(overdueOf(state, now, programme))
    return { kind: 'booked', state: { ...state, contract }, overdue }
  }
  return { kind: 'over', because: isReturned(state) ? 'returned' : 'elsewhere' }
}
