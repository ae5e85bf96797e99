import { type LinkPlace, placeKey } from '#workflows/links/place.ts'
import type { CommandOf, Context } from './commands.ts'
import { turnFault } from './decide-contract.ts'
import { alreadySo, byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** A second click is the same request: another entry so soon would kill the link that the first has just sent. Milliseconds. */
const sameRequest = 60_000

/** The case office has somebody's link sent anew: from now on no earlier one opens anything. */
export function resendLink(
  state: ProposalState,
  command: CommandOf<'resend-link'>,
  context: Context,
): Decided {
  if (!isWritten(command.reason)) return refuse('reason-missing', 'reason')
  if (state.status === 'closed' && state.closing !== 'completed') return refuse('case-closed')
  const place = awaitedPlace(state, command.target, context)
  if ('refused' in place) return place
  const last = state.linksSince[placeKey(place)]
  if (last !== undefined && context.now.getTime() - new Date(last).getTime() < sameRequest) return alreadySo
  return record({
    type: 'LinkReissued',
    actor: byOffice(command.by),
    data: { target: place, reason: command.reason.trim() },
  })
}

/** Every place to which a link can be sent where the case stands. */
export function placesWithLinks(
  state: ProposalState,
  context: Pick<Context, 'programme'>,
): readonly LinkPlace[] {
  const places: LinkPlace[] = state.applicant === null ? [] : [{ place: 'applicant' }]
  switch (state.status) {
    case 'in-review':
      for (const { seat, holder } of state.seats) {
        if (holder !== null) places.push({ place: 'seat', stage: state.stage, seat })
      }
      return places
    case 'signing':
      for (const signatory of state.signatories) {
        const isDone = signatory.signed !== null || signatory.person === null
        if (isDone || turnFault(state, signatory, context) !== null) continue
        places.push({ place: 'signatory', id: signatory.id })
      }
      return places
    case 'with-finance':
      return [...places, { place: 'finance' }]
    case 'closed':
      // Finance goes on recording what a contract brings in.
      return state.closing === 'completed' ? [{ place: 'finance' }] : []
    default:
      return places
  }
}

function awaitedPlace(
  state: ProposalState,
  target: LinkPlace,
  context: Pick<Context, 'programme'>,
): LinkPlace | Refusal {
  const key = placeKey(target)
  const places = placesWithLinks(state, context)
  return places.find((place) => placeKey(place) === key) ?? refuse('target-unknown', 'target')
}
