import { problemOf, problems } from '#functions/edge/errors.ts'
import type { HttpRequest } from '#functions/edge/http.ts'
import type { Problem } from '#functions/edge/problem.ts'
import { pageLanguage } from '#functions/pages/page-language.ts'
import type { Language } from '#workflows/language.ts'
import { isSuperseded } from '#workflows/links/superseded.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { SubmitDependencies } from './submit-dependencies.ts'

/** Somebody who opened the link by which an address is confirmed. */
export interface ConfirmVisit {
  readonly token: string
  readonly state: ProposalState
  readonly programme: Programme
  readonly language: Language
}

/** Reads the link and its case; a problem when the link opens no confirmation. */
export async function confirmVisit(
  request: Pick<HttpRequest, 'path' | 'language' | 'languageChosen' | 'cookies'>,
  { links, cases, programmeOf }: Pick<SubmitDependencies, 'links' | 'cases' | 'programmeOf'>,
): Promise<ConfirmVisit | Problem> {
  const token = request.path['token'] ?? ''
  const claim = await links.find(token)
  if (claim?.opens !== 'confirm') return problems.notFound
  const open = await cases.find(claim.reference)
  if (open === undefined) return problems.notFound
  const { state } = open
  if (isSuperseded(claim, state.linksSince)) return problemOf(refuse('link-superseded'))
  return {
    token,
    state,
    programme: programmeOf(state.programme),
    language: pageLanguage(request, state.language),
  }
}
