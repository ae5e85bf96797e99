import { join } from 'node:path'
import type { DeliveryMessage, DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Events } from '#functions/shared/ports/events.ts'
import type { Mail, Mailer } from '#functions/shared/ports/mailer.ts'
import type { Workflow } from '#functions/shared/ports/workflow.ts'
import { machineEvents, machineMailer } from '#infra/machine/home.ts'
import { openMailbox } from '#infra/machine/mailbox.ts'
import { machineDeliveryQueue, messageQueue } from '#infra/machine/message-queue.ts'
import { type Database, openDatabase } from '#infra/machine/store/database.ts'
import { journalIn } from '#infra/machine/workflow/journal.ts'
import { machineWorkflow } from '#infra/machine/workflow/machine-workflow.ts'
import { newFolder } from './memory-home.ts'

interface SendersOptions {
  readonly now?: () => Date
  readonly database?: Database
}

export interface MemoryMailer extends Mailer {
  /** What the mailbox took, as it was given. */
  readonly sent: readonly Mail[]
  /** Their ids, in the same order. */
  readonly ids: readonly string[]
  /** Makes the next messages fail. */
  refuse(count: number): void
}

/** The machine's mailbox, which remembers what it was given and fails when it is told to. */
export function memoryMailer({
  now = () => new Date(),
  database = openDatabase(':memory:'),
}: SendersOptions = {}): MemoryMailer {
  const mailer = machineMailer({
    mailbox: openMailbox({ database, now }),
    from: 'Tasvib <no-reply@tasvib.test>',
    replyTo: 'office@tasvib.test',
  })
  const sent: Mail[] = []
  const ids: string[] = []
  let refusals = 0
  return {
    sent,
    ids,
    refuse(count) {
      refusals = count
    },
    async send(mail) {
      if (refusals > 0) {
        refusals -= 1
        throw new Error('The mail service did not take the message')
      }
      const { messageId } = await mailer.send(mail)
      sent.push(mail)
      ids.push(messageId)
      return { messageId }
    },
  }
}

type Event = Parameters<Events['publish']>[0]

export interface MemoryEvents extends Events {
  readonly published: readonly Event[]
}

/** The machine's events, remembered as they were given. */
export function memoryEvents(now: () => Date): MemoryEvents {
  const published: Event[] = []
  let events: Events | undefined
  return {
    published,
    async publish(event) {
      events ??= machineEvents(join(newFolder(), 'events.jsonl'), now)
      await events.publish(event)
      published.push(event)
    },
  }
}

export interface MemoryDeliveryQueue extends DeliveryQueue {
  readonly sent: readonly DeliveryMessage[]
  readonly postponed: readonly { readonly receipt: string; readonly milliseconds: number }[]
  readonly aside: readonly DeliveryMessage[]
  /** The message whose turn is next, however long it has to wait: as the queue hands it to its function. */
  receive(): { readonly id: string; readonly receipt: string; readonly body: string }
  /** What the queue does when the function has done with a message. */
  remove(receipt: string): void
}

/** The machine's queue, which remembers what it was asked. */
export function memoryDeliveryQueue(database: Database, now: () => Date): MemoryDeliveryQueue {
  const kept = messageQueue(database)
  const queue = machineDeliveryQueue(kept, now)
  const sent: DeliveryMessage[] = []
  const postponed: { receipt: string; milliseconds: number }[] = []
  const aside: DeliveryMessage[] = []
  return {
    sent,
    postponed,
    aside,
    async send(message) {
      await queue.send(message)
      sent.push(message)
    },
    async postpone(receipt, milliseconds) {
      await queue.postpone(receipt, milliseconds)
      postponed.push({ receipt, milliseconds })
    },
    async setAside(message) {
      await queue.setAside(message)
      aside.push(message)
    },
    receive() {
      const message = kept.receive(Number.MAX_SAFE_INTEGER, now().getTime())
      if (message === undefined) throw new Error('Nothing is in the queue')
      return message
    },
    remove: (receipt) => {
      kept.remove(receipt)
    },
  }
}

export interface MemoryWorkflow extends Workflow {
  readonly started: readonly { readonly name: string; readonly reference: string }[]
  readonly resumed: readonly { readonly token: string; readonly next: unknown }[]
  /** Lets an execution stand in a waiting state that has given out this token. */
  wait(name: string, token: string): void
  /** Ends an execution. */
  end(name: string): void
}

/** A machine of one waiting state: where cases go is the ledger's, and what the deployed file does is tested where it is run. */
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'await-step', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 31_536_000,
      Next: 'Over',
    },
    Over: { Type: 'Succeed' },
  },
}

/** The machine's workflow with nobody who runs it on, which remembers what it was told. */
export function memoryWorkflow(database: Database, now: () => Date): MemoryWorkflow {
  const milliseconds = () => now().getTime()
  const journal = journalIn(database, milliseconds)
  const workflow = machineWorkflow({ journal, definition, now: milliseconds })
  const started: { name: string; reference: string }[] = []
  const resumed: { token: string; next: unknown }[] = []
  const running = (name: string) => {
    const execution = journal.load(name)
    if (execution === undefined) throw new Error(`No execution is called ${name}`)
    return execution
  }
  return {
    ...workflow,
    started,
    resumed,
    async start(execution) {
      const isNew = journal.load(execution.name) === undefined
      const answer = await workflow.start(execution)
      if (isNew) started.push(execution)
      return answer
    },
    async resume(token, next) {
      const answer = await workflow.resume(token, next)
      if (answer === 'resumed') resumed.push({ token, next })
      return answer
    },
    wait(name, token) {
      const payload = {}
      const timeoutAt = milliseconds() + 3_155_760_000_000
      const position = { at: 'invocation', functionName: 'await-step', payload, callback: true } as const
      journal.commit(running(name), { progress: { position: { ...position, token, timeoutAt } }, events: [] })
    },
    end(name) {
      journal.commit(running(name), { progress: { status: 'FAILED' }, events: [] })
    },
  }
}
