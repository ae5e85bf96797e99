import type { Command, CommandType, Context } from './commands.ts'
import { silenceOf } from './deadlines.ts'
import type { Decided } from './decide-parts.ts'
import { placesPassedOn } from './decide-silence.ts'
import { consequenceOf, type Timed } from './decide-time.ts'
import type { EntryType, ProposalFact } from './entries.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** What people are given time for where silence can end the case. Whatever else they do does not depend on it. */
const timed: ReadonlySet<CommandType> = new Set<CommandType>([
  'confirm',
  'declare',
  'decide-review',
  'recuse',
  'delegate',
  'revise',
])

/** Answers that count after the deadline, where nothing has ended yet, marked as late. */
const answers: ReadonlySet<EntryType> = new Set<EntryType>([
  'ReviewDecided',
  'ContractSigned',
  'SignatureRefused',
  'TermsReleased',
  'ReceiptAcknowledged',
  'ContractReturned',
])

/** Whether the announced time is over. It is by the clock of whoever answers: what another clock recorded early is no bar. */
export function isAfterDeadline(state: ProposalState, { now }: Pick<Context, 'now'>): state is Timed {
  return 'deadline' in state && new Date(state.deadline.at) <= now
}

/**
 * Whether the case lapses by a silence that the clock may not have recorded yet. Where the step is held nothing ends, and where
 * places pass to alternates, none does until that is recorded: till then the alternate could not answer either.
 */
function isLapsing(state: ProposalState, context: Pick<Context, 'now' | 'programme'>): boolean {
  return (
    isAfterDeadline(state, context) && !state.deadline.passed && consequenceOf(state, context) === 'lapse'
  )
}

/** When a case lapses whose time is over, unless the case office gives it more before (ISO 8601); null for any other. */
export function lapseOf(state: ProposalState, context: Pick<Context, 'now' | 'programme'>): string | null {
  return 'deadline' in state && isLapsing(state, context) ? silenceOf(state.deadline) : null
}

/** Whether a place is about to go to its alternate, since its day is over. */
export function isPassingOn(
  state: ProposalState,
  place: string,
  context: Pick<Context, 'now' | 'programme'>,
): boolean {
  if (!isAfterDeadline(state, context) || state.deadline.passed) return false
  return placesPassedOn(state, context).some(
    ({ data }) => ('seat' in data ? data.seat : 'id' in data ? data.id : null) === place,
  )
}

/** The refusal of what comes too late; null for anything else. */
export function lateRefusal(state: ProposalState, command: Command, context: Context): Refusal | null {
  return timed.has(command.type) && isLapsing(state, context) ? refuse('deadline-passed') : null
}

/** The same facts, those that answer after the deadline marked as late. */
export function markedLate(decided: Decided, state: ProposalState, context: Context): Decided {
  if ('refused' in decided || !isAfterDeadline(state, context)) return decided
  return {
    facts: decided.facts.map((fact) =>
      answers.has(fact.type) ? ({ ...fact, data: { ...fact.data, late: true } } as ProposalFact) : fact,
    ),
  }
}
