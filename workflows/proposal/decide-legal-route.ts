import type { RecordedRoute } from '#workflows/contract/legal-route.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { LegalRoute } from '#workflows/programme/legal-routes.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import type { CommandOf, Context } from './commands.ts'
import { alreadySo, byOffice, type Decided, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/**
 * The case office records by which way of the law the case comes to its contract; a later record takes the place of an earlier
 * one. What is out for signature stays as it was read, so there only a record that is missing can be added.
 */
export function recordLegalRoute(
  state: ProposalState,
  command: CommandOf<'record-legal-route'>,
  { now, programme }: Context,
): Decided {
  if (state.status === 'signing' && state.legalRoute !== null) return refuse('not-now')
  const route = programme.legalRoutes.find(({ id }) => id === command.route)
  if (route === undefined) return refuse('legal-route-unknown', 'route')
  const recorded = recordOf(command, route, state.legalRoute)
  const missing = route.requires.find((part) => recorded[part] === null)
  if (missing !== undefined) return refuse('legal-route-incomplete', missing)
  if (recorded.date !== null && recorded.date > localDateOf(now.getTime(), programme.timeZone)) {
    return refuse('date-to-come', 'date')
  }
  if (state.legalRoute !== null && digestOf(recorded) === digestOf(state.legalRoute)) return alreadySo
  return record({
    type: 'LegalRouteRecorded',
    actor: byOffice(command.by),
    data: { ...recorded, note: command.note.trim() },
  })
}

function recordOf(
  { body, number, date, tenderers, decision }: CommandOf<'record-legal-route'>,
  { id, name, method, rationale }: LegalRoute,
  earlier: RecordedRoute | null,
): RecordedRoute {
  return {
    route: { id, name, method, rationale },
    body: body.trim() || null,
    number: number.trim() || null,
    date: date || null,
    // Whoever is asked directly is asked alone.
    tenderers: method === 'direct' ? 1 : tenderers,
    decision: decision ?? (earlier?.route.id === id ? earlier.decision : null),
  }
}
