import type { CommitDependencies } from '#functions/shared/commit.ts'
import { followLink } from '#functions/shared/follow-link.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Codes } from '#functions/shared/ports/codes.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { Language } from '#workflows/language.ts'
import type { ClaimTo } from '#workflows/links/claim.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { type SignatureStanding, standingOf } from './standing.ts'

export interface SignDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'entries' | 'revision'>
  readonly links: Pick<Links, 'find'>
  readonly files: Pick<Files, 'read' | 'url'>
  readonly codes: Codes
  readonly mailer: Mailer
  readonly throttle: Throttle
  readonly commit: CommitDependencies
}

/** Somebody at their signing link: who they are, and what the ledger says of their signature. */
export interface SigningVisit {
  readonly token: string
  readonly claim: ClaimTo<'sign'>
  readonly programme: Programme
  readonly language: Language
  readonly state: ProposalState
  readonly entries: readonly Entry[]
  readonly standing: SignatureStanding
}

/** Reads the link and its case; a problem when the link opens no signature. */
export async function openVisit(
  request: Pick<HttpRequest, 'path' | 'language' | 'languageChosen' | 'cookies'>,
  { links, cases, commit }: Pick<SignDependencies, 'links' | 'cases' | 'commit'>,
): Promise<SigningVisit | Problem> {
  const link = await followLink(request, 'sign', {
    links,
    cases,
    programmeOf: commit.programmeOf,
    now: commit.now,
  })
  if ('code' in link) return link
  const { token, claim, state, programme } = link
  const entries = await cases.entries(claim.reference)
  return {
    token,
    claim,
    programme,
    language: pageLanguage(
      request,
      claim.language ?? (claim.signatory === startupSignatory ? state.language : 'fa'),
    ),
    state,
    entries,
    standing: standingOf(state, entries, claim, { programme, now: commit.now() }),
  }
}
