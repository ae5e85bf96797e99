import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { Events } from '../adapters/events.ts'
import type { Sent } from '../adapters/mailer.ts'
import { keepInStep, type StepDependencies } from '../workflow/keep-in-step.ts'
import { type MailDependencies, sendMail } from './send-mail.ts'
import type { Task } from './task.ts'

export interface ErrandDependencies extends StepDependencies, MailDependencies {
  readonly events: Events
}

/**
 * Does one task, or several at once that are mails to one person; answers what was sent, if that is a mail. Throws when the
 * service that it needs does not take it.
 */
export async function runErrand(
  tasks: readonly [Task, ...Task[]],
  dependencies: ErrandDependencies,
): Promise<Sent | undefined> {
  const [{ errand, entry, open }] = tasks
  switch (errand.kind) {
    case 'workflow':
      await keepInStep(open, dependencies)
      return undefined
    case 'event':
      await dependencies.events.publish({
        type: errand.type,
        reference: open.state.reference,
        detail: eventDetail(entry, open.state),
      })
      return undefined
    default:
      return sendMail(tasks, dependencies)
  }
}

/** What an event tells other systems: digests and numbers, no personal data. */
function eventDetail(entry: Entry, state: ProposalState): Readonly<Record<string, unknown>> {
  const contract = 'contract' in state ? state.contract : null
  return {
    schemaVersion: 1,
    sequence: entry.sequence,
    at: entry.at,
    entryDigest: entry.digest,
    contract: contract === null ? null : { version: contract.version, number: contract.number },
    sealDigest: 'sealDigest' in state ? state.sealDigest : null,
  }
}
