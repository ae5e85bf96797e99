import { problems } from '#functions/shared/edge/errors.ts'
import { followLink } from '#functions/shared/follow-link.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { pageLanguage } from '#functions/shared/pages/page-language.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { wasConfirmed } from '#workflows/proposal/confirmed.ts'
import { isAfterDeadline, lapseOf } from '#workflows/proposal/decide-late.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { TrackDependencies } from './track-dependencies.ts'

/** The applicant at their case. */
export interface CaseVisit {
  readonly token: string
  readonly language: Language
  readonly state: ProposalState
  readonly entries: readonly Entry[]
  readonly programme: Programme
  /** The last day for a revision is over: without one the case closes, though the clock may not have done so yet. */
  readonly isTooLate: boolean
  /** When the case lapses whose time is over, unless it is given more (ISO 8601); null for any other. */
  readonly lapsesAt: string | null
}

/** Reads the link and its case; a problem when the link opens no case, or one that ended before anybody proved its address. */
export async function visitCase(
  request: HttpRequest,
  dependencies: TrackDependencies,
): Promise<CaseVisit | Problem> {
  const link = await followLink(request, 'track', dependencies)
  if ('code' in link) return link
  const { token, state, programme } = link
  const entries = await dependencies.cases.entries(state.reference)
  if (state.status === 'closed' && !wasConfirmed(entries)) return problems.notFound
  const now = dependencies.now()
  return {
    token,
    language: pageLanguage(request, state.language),
    state,
    entries,
    programme,
    isTooLate: state.status === 'awaiting-revision' && isAfterDeadline(state, { now }),
    lapsesAt: lapseOf(state, { now, programme }),
  }
}
