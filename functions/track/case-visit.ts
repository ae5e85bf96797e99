import { problemOf, problems } from '#functions/edge/errors.ts'
import type { HttpRequest } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { pageLanguage } from '#functions/pages/page-language.ts'
import type { Language } from '#workflows/language.ts'
import { isSuperseded } from '#workflows/links/superseded.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** The applicant at their case. */
export interface CaseVisit {
  readonly token: string
  readonly language: Language
  readonly state: ProposalState
  readonly entries: readonly Entry[]
  readonly programme: Programme
}

/** Reads the link and its case; a problem when the link opens no case. */
export async function visitCase(
  request: HttpRequest,
  { links, cases, programmeOf }: TrackDependencies,
): Promise<CaseVisit | Problem> {
  const token = request.path['token'] ?? ''
  const claim = await links.find(token)
  if (claim?.opens !== 'track') return problems.notFound
  const open = await cases.find(claim.reference)
  if (open === undefined) return problems.notFound
  const { state } = open
  if (isSuperseded(claim, state.linksSince)) return problemOf(refuse('link-superseded'))
  return {
    token,
    language: pageLanguage(request, state.language),
    state,
    entries: await cases.entries(claim.reference),
    programme: programmeOf(state.programme),
  }
}
