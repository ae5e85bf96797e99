import type { RecordedRoute } from '#workflows/contract/legal-route.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { LegalRoute } from '#workflows/programme/legal-routes.ts'
import type { CommandOf, Context } from './commands.ts'
import { alreadySo, byOffice, type Decided, dayFault, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** A decision may be this much older than the proposal that comes to its contract by it. */
const yearsBefore = 10

/**
 * The case office records by which way of the law the case comes to its contract; a later record takes the place of an earlier
 * one. What is out for signature stays as it was read, so there only a record that is missing can be added.
 */
export function recordLegalRoute(
  state: ProposalState,
  command: CommandOf<'record-legal-route'>,
  context: Context,
): Decided {
  const { programme } = context
  if (state.status === 'signing' && state.legalRoute !== null) return refuse('not-now')
  const route = programme.legalRoutes.find(({ id }) => id === command.route)
  if (route === undefined) return refuse('legal-route-unknown', 'route')
  const recorded = recordOf(command, route, state.legalRoute)
  const missing = route.requires.find((part) => recorded[part] === null)
  if (missing !== undefined) return refuse('legal-route-incomplete', missing)
  const fault =
    recorded.date === null
      ? null
      : dayFault(state, { day: recorded.date, field: 'date', years: yearsBefore }, context)
  if (fault !== null) return fault
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
