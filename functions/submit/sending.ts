import { problems } from '#functions/shared/edge/errors.ts'
import { followLink } from '#functions/shared/follow-link.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isAfterDeadline } from '#workflows/proposal/decide-late.ts'
import { isReachable } from '#workflows/proposal/eligibility.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

/** The hidden field that has the secret of a sending. */
export const sendingField = 'sending'

/** How long the page after a sending can do something about it: its address stays in the history of a browser that others may share. Milliseconds. */
const life = 30 * 60 * 1_000

/** Whoever sent a proposal, until its address is confirmed. Its reference alone, which many may know, opens nothing of this. */
export interface SendingVisit {
  readonly token: string
  readonly state: ProposalState
  readonly programme: Programme
  /** The address to which the mail went. */
  readonly email: string
  readonly isReached: boolean
  /** Whether the mail to confirm is still waited for, and otherwise what became of the case. */
  readonly standing: 'waits' | 'confirmed' | 'corrected' | 'over'
}

/** A secret for the page that follows a sending; only its digest is kept. */
export async function openSending(
  reference: string,
  language: Language,
  { links, now }: Pick<SubmitDependencies, 'links' | 'now'>,
): Promise<string> {
  const time = now()
  return links.issue({
    opens: 'sending',
    reference,
    language,
    issued: time.toISOString(),
    expires: new Date(time.getTime() + life).toISOString(),
  })
}

export async function sendingVisit(
  token: string,
  dependencies: Pick<SubmitDependencies, 'links' | 'cases' | 'programmeOf' | 'now'>,
): Promise<SendingVisit | Problem> {
  const request: Pick<HttpRequest, 'path'> = { path: { token } }
  const link = await followLink(request, 'sending', dependencies)
  if ('code' in link) return link
  const { state, programme } = link
  if (state.applicant === null) return problems.notFound
  const { email } = state.applicant
  const standing = standingOf(state, dependencies.now())
  return { token, state, programme, email, isReached: isReachable(email, state), standing }
}

function standingOf(state: ProposalState, now: Date): SendingVisit['standing'] {
  if (state.status === 'unconfirmed') return isAfterDeadline(state, { now }) ? 'over' : 'waits'
  if (state.status !== 'closed') return 'confirmed'
  return state.because === 'address-corrected' ? 'corrected' : 'over'
}
