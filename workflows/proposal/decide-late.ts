import type { Command, CommandType, Context } from './commands.ts'
import type { Decided } from './decide-parts.ts'
import { placesPassedOn } from './decide-silence.ts'
import { consequenceOf, type Timed } from './decide-time.ts'
import type { EntryType, ProposalFact } from './entries.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { ProposalState } from './state.ts'

/** What people are given time for. Whatever else they do does not depend on a deadline. */
const timed: ReadonlySet<CommandType> = new Set<CommandType>([
  'confirm',
  'declare',
  'decide-review',
  'recuse',
  'delegate',
  'revise',
  'sign',
  'refuse-to-sign',
])

/** Answers that count after the deadline of a step that is held, marked as late. */
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
 * Whether silence at a place (a seat or a signatory of the step at which the case stands) ends it, though the clock may not have
 * recorded it yet: the case lapses, or the place goes to its alternate. Where the step is held, nothing ends.
 */
export function isOverBySilence(
  state: ProposalState,
  place: string | null,
  context: Pick<Context, 'now' | 'programme'>,
): boolean {
  if (!isAfterDeadline(state, context) || state.deadline.passed) return false
  const passedOn = placesPassedOn(state, context)
  if (passedOn.length === 0) return consequenceOf(state, context) === 'lapse'
  return passedOn.some(({ data }) => ('seat' in data ? data.seat : 'id' in data ? data.id : null) === place)
}

/** The refusal of what comes too late; null for anything else. */
export function lateRefusal(state: ProposalState, command: Command, context: Context): Refusal | null {
  if (!timed.has(command.type)) return null
  return isOverBySilence(state, placeOf(command), context) ? refuse('deadline-passed') : null
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

function placeOf(command: Command): string | null {
  if ('seat' in command) return command.seat
  return 'id' in command ? command.id : null
}
