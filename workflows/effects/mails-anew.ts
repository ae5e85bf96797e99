import { type LinkPlace, placeKey } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { placesWithLinks } from '#workflows/proposal/decide-link.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { Effect } from './effect.ts'
import { type EntryEffect, effectsOf } from './effects-of.ts'
import { messageTraits } from './message-traits.ts'

/**
 * What has to be mailed again once every link is lost, as when a case moves to another installation: to each who still has something to
 * do or to see in an open case the last mail that brought them there. Nothing of a closed case: who wants to look into one asks at
 * `/lost-link`.
 */
export function mailsAnew(
  entries: readonly Entry[],
  state: ProposalState,
  programme: Programme,
): readonly EntryEffect[] {
  if (state.status === 'closed') return []
  const places = new Set(placesWithLinks(state, { programme }).map(placeKey))
  const last = new Map<string, EntryEffect>()
  for (const one of effectsOf(entries, state, programme)) {
    const place = placeOf(one.effect, state)
    if (place !== undefined && places.has(placeKey(place))) last.set(placeKey(place), one)
  }
  return [...last.values()]
}

/** To whose link a mail leads; undefined for what brings none. */
function placeOf(effect: Effect, state: ProposalState): LinkPlace | undefined {
  if (!('message' in effect) || messageTraits[effect.message].opens !== 'link') return undefined
  switch (effect.kind) {
    case 'mail-applicant':
      // It has the case's own words beside the mail that was sent with it.
      return effect.message === 'answers-copy' ? undefined : { place: 'applicant' }
    case 'mail-reviewer':
      return state.status === 'in-review'
        ? { place: 'seat', stage: state.stage, seat: effect.seat }
        : undefined
    case 'mail-signatory':
      return { place: 'signatory', id: effect.signatory }
    case 'mail-finance':
      return { place: 'finance' }
    case 'mail-office':
      return undefined
  }
}
