import type { DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import type { Sent } from '#functions/shared/ports/mailer.ts'
import { contractRecord } from '#workflows/proposal/contract-record.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { reconcile, type StepDependencies } from './reconcile.ts'
import { type MailDependencies, sendMail } from './send-mail.ts'
import type { Task } from './task.ts'

export interface EffectDependencies extends StepDependencies, MailDependencies {
  readonly events: Events
  readonly deliveryQueue: Pick<DeliveryQueue, 'send'>
}

/** A later release recorded it, which was taken back since; it waits until that release is here again. */
class UnknownEffect extends Error {
  override readonly name = 'UnknownEffect'
}

/**
 * Does one task, or several at once that are mails to one person; answers what was sent, if that is a mail. Throws when the
 * service that it needs does not take it.
 */
export async function runEffect(
  tasks: readonly [Task, ...Task[]],
  dependencies: EffectDependencies,
): Promise<Sent | undefined> {
  const [{ effect, entry, open }] = tasks
  switch (effect.kind) {
    case 'workflow':
      await reconcile(open, dependencies)
      return undefined
    case 'event': {
      const { reference } = open.state
      const detail = eventDetail(entry, await dependencies.cases.entries(reference))
      await dependencies.events.publish({ type: effect.type, reference, detail })
      return undefined
    }
    case 'webhook':
      await dependencies.deliveryQueue.send({ reference: open.state.reference, sequence: entry.sequence })
      return undefined
    case 'unknown':
      throw new UnknownEffect(effect.name)
    default:
      return sendMail(tasks, dependencies)
  }
}

/**
 * What an event tells other systems: digests and numbers, no personal data. See docs/delivery.md, which changes with it. It is
 * made of the entry's own version, for the case may have moved on by the time that the event goes out.
 */
function eventDetail(entry: Entry, entries: readonly Entry[]): Readonly<Record<string, unknown>> {
  const record = 'version' in entry.data ? contractRecord(entries, entry.data.version) : undefined
  return {
    schemaVersion: 1,
    sequence: entry.sequence,
    at: entry.at,
    entryDigest: entry.digest,
    contract: record === undefined ? null : { version: record.version, number: record.number },
    documentDigest: record?.documentDigest ?? null,
    sealDigest: record?.sealed?.sealDigest ?? null,
    openContractingDigest: record?.sealed?.openContractingDigest ?? null,
  }
}
