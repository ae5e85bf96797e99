import type { CommandOf } from './commands.ts'
import { byOffice, type Decided, isWritten, record } from './decide-parts.ts'
import { refuse } from './refusal.ts'

/**
 * The applicant's personal data is to be erased. The entry says that it was, by whom and why; it takes the data out of the
 * head, and what stands beside entries and revisions is erased after it.
 */
export function erase({ by, reason }: CommandOf<'erase'>): Decided {
  if (!isWritten(reason)) return refuse('reason-missing', 'reason')
  return record({ type: 'PersonalDataErased', actor: byOffice(by), data: { reason: reason.trim() } })
}
