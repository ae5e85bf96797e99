import type { CommandOf, Context } from './commands.ts'
import { byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'
import { keptFor, retentionDue } from './retention.ts'
import type { StateOf } from './state.ts'

/**
 * The applicant's personal data is to be erased. The entry says that it was, by whom and why; it takes the data out of the
 * head, and what stands beside entries and revisions is erased after it.
 */
export function erase({ hold }: StateOf<'closed'>, { by, reason }: CommandOf<'erase'>): Decided {
  if (hold !== null) return refuse('erasure-held')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({ type: 'PersonalDataErased', actor: byOffice(by), data: { reason: reason.trim() } })
}

/** The same by the rule of the programme, which the entry names. */
export function eraseByRule(state: StateOf<'closed'>, { now, programme }: Context): Decided {
  if (state.hold !== null) return refuse('erasure-held')
  const due = retentionDue(state, programme)
  if (due === null || new Date(due) > now) return refuse('nothing-due')
  const { rule, span, since } = keptFor(state, programme)
  return record({
    type: 'PersonalDataErased',
    actor: { role: 'retention' },
    data: { reason: '', rule: { of: rule, kept: span, since } },
  })
}

/** The case office needs the data for longer, as in a dispute. */
export function holdErasure(
  { applicant, hold }: StateOf<'closed'>,
  { by, reason }: CommandOf<'hold-erasure'>,
): Decided {
  if (applicant === null) return refuse('data-erased')
  if (hold !== null) return refuse('erasure-held')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({ type: 'ErasureHeld', actor: byOffice(by), data: { reason: reason.trim() } })
}

export function releaseErasure(
  { hold }: StateOf<'closed'>,
  { by, reason }: CommandOf<'release-erasure'>,
): Decided {
  if (hold === null) return refuse('erasure-not-held')
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({ type: 'ErasureReleased', actor: byOffice(by), data: { reason: reason.trim() } })
}
