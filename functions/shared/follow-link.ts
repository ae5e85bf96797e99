import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import { logBy } from '#functions/shared/ports/log.ts'
import type { CaseClaim, Claim } from '#workflows/links/claim.ts'
import { isSuperseded } from '#workflows/links/superseded.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { endOfLink } from '#workflows/proposal/link-end.ts'
import { refuse } from '#workflows/proposal/refusal.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { CommitDependencies } from './commit.ts'

type OpensCase = CaseClaim['opens']
type CaseClaimTo<O extends OpensCase> = Extract<CaseClaim, { opens: O }>

/** A link that is good, and the case that it is of. */
export interface FollowedLink<O extends OpensCase> {
  readonly token: string
  readonly claim: CaseClaimTo<O>
  readonly state: ProposalState
  /** The configuration that the case is pinned to. */
  readonly programme: Programme
}

export interface FollowLinkDependencies extends Pick<CommitDependencies, 'programmeOf' | 'now'> {
  readonly cases: Pick<CaseStore, 'find'>
  readonly links: Pick<Links, 'find'>
}

/**
 * Reads the link in a request's path and its case. A problem when it opens no such thing, or a newer link has taken its
 * place. Every page that opens by a link begins here; reading changes nothing.
 */
export async function followLink<O extends OpensCase>(
  request: Pick<HttpRequest, 'path'>,
  opens: O,
  { links, cases, programmeOf, now }: FollowLinkDependencies,
): Promise<FollowedLink<O> | Problem> {
  const token = request.path['token'] ?? ''
  const claim = await links.find(token)
  if (claim === undefined || !isTo(opens, claim)) return problems.notFound
  logBy(bearerOf(claim))
  const open = await cases.find(claim.reference)
  if (open === undefined) return problems.notFound
  const { state } = open
  if (isSuperseded(claim, state.linksSince)) return problemOf(refuse('link-superseded'))
  const programme = programmeOf(state.programme)
  const end = endOfLink(claim, state, programme)
  if (end !== null && end <= now().toISOString()) return problemOf(refuse('link-ended'))
  return { token, claim, state, programme }
}

/** A role and its place, for the log. */
function bearerOf(claim: CaseClaim): string {
  if (claim.opens === 'review') return `review ${claim.stage} ${claim.seat}`
  return claim.opens === 'sign' ? `sign ${claim.signatory}` : claim.opens
}

function isTo<O extends OpensCase>(opens: O, claim: Claim): claim is CaseClaimTo<O> {
  return claim.opens === opens
}
