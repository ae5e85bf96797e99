import type { CaseClaim } from './claim.ts'
import { type LinkPlace, placeKey } from './place.ts'

/**
 * Whether a newer link has taken this one's place: the case office had the place's link sent anew, and this one is older. `linksSince` is
 * the case's own.
 */
export function isSuperseded(claim: CaseClaim, linksSince: Readonly<Record<string, string>>): boolean {
  // It came by no mail, and outlives those that it asks for.
  if (claim.opens === 'sending') return false
  const since = linksSince[placeKey(placeOf(claim))]
  return since !== undefined && new Date(claim.issued) < new Date(since)
}

/** The place to which a link was sent. The applicant has one, whether the link confirms the address or tracks the case. */
function placeOf(claim: Exclude<CaseClaim, { opens: 'sending' }>): LinkPlace {
  switch (claim.opens) {
    case 'confirm':
    case 'track':
      return { place: 'applicant' }
    case 'review':
      return { place: 'seat', stage: claim.stage, seat: claim.seat }
    case 'sign':
      return { place: 'signatory', id: claim.signatory }
    case 'finance':
      return { place: 'finance' }
  }
}

/** Whether a link was sent for an earlier version of the contract than the one that a case has: it ends with its version. */
export function isOfEarlierVersion(
  { version, drawnUpAt }: { readonly version: number; readonly drawnUpAt: string },
  { issued }: Pick<CaseClaim, 'issued'>,
): boolean {
  return version > 1 && new Date(issued) < new Date(drawnUpAt)
}
