import { followLink } from '#functions/shared/follow-link.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isAfterDeadline } from '#workflows/proposal/decide-late.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** Somebody who opened the link by which an address is confirmed. */
export interface ConfirmVisit {
  readonly token: string
  readonly state: ProposalState
  readonly programme: Programme
  readonly language: Language
  /** The time to confirm is over, though the clock may not have closed the case yet. */
  readonly isTooLate: boolean
}

/** Reads the link and its case; a problem when the link opens no confirmation. */
export async function confirmVisit(
  request: Pick<HttpRequest, 'path' | 'language' | 'languageChosen' | 'cookies'>,
  dependencies: Pick<SubmitDependencies, 'links' | 'cases' | 'programmeOf' | 'now'>,
): Promise<ConfirmVisit | Problem> {
  const link = await followLink(request, 'confirm', dependencies)
  if ('code' in link) return link
  const { token, state, programme } = link
  const isTooLate = state.status === 'unconfirmed' && isAfterDeadline(state, { now: dependencies.now() })
  return { token, state, programme, language: pageLanguage(request, state.language), isTooLate }
}
