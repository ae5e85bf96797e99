import type { CommandOf, Context } from './commands.ts'
import { alreadySo, type Decided } from './decide-parts.ts'
import { placesPassedOn } from './decide-silence.ts'
import { isApplicant, isReachable } from './eligibility.ts'
import type { ProposalFact } from './entries.ts'
import { type ProposalState, samePerson } from './state.ts'

/**
 * Mail does not reach somebody. That is said once, and again where they were asked anew or something passes on: what they hold and
 * still have to answer goes to the alternate whenever a mail to them comes back, also where they were given a place again. A
 * complaint takes nothing: whoever complained had the mail.
 */
export function markUnreachable(
  state: ProposalState,
  { email, kind, again = false }: CommandOf<'mark-unreachable'>,
  context: Context,
): Decided {
  const actor = { role: 'mail' } as const
  const known = { ...state, unreachable: [...state.unreachable, email] }
  const passed =
    kind === 'bounce' ? placesPassedOn(known, context, { because: 'unreachable', actor, email }) : []
  if (passed.length === 0 && !again && !isReachable(email, state)) return alreadySo
  const told: ProposalFact = {
    type: 'PersonUnreachable',
    actor,
    data: { email: isApplicant(email, state) ? null : email, kind },
  }
  return { facts: [told, ...passed] }
}

/** Mail reaches somebody again. What passed to others meanwhile stays with them; the case office can give it back. */
export function markReachable(state: ProposalState, { email }: CommandOf<'mark-reachable'>): Decided {
  const lost = state.unreachable.find((each) => samePerson(each, email))
  if (lost === undefined) return alreadySo
  const data = { email: isApplicant(email, state) ? null : lost }
  return { facts: [{ type: 'PersonReachable', actor: { role: 'mail' }, data }] }
}
