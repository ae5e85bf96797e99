import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import type { Database } from '#infra/machine/store/database.ts'

type QueueName = 'calls' | 'aside'

export interface QueuedMessage {
  readonly id: string
  /** Changes each time that the message is received; an older one does nothing any more. */
  readonly receipt: string
  readonly body: string
  /** How often it was received, this time included. */
  readonly receives: number
}

/** Messages, until somebody has done with them. Times are epoch milliseconds by the functions' own clock, and absolute. */
export interface MessageQueue {
  send(queue: QueueName, body: string, now: number): void
  /** The message of `calls` that has waited longest of those that may be seen; hidden until the given time. */
  receive(now: number, hiddenUntil: number): QueuedMessage | undefined
  /** Hides a received message until then; false when it was received again since. */
  hide(receipt: string, until: number): boolean
  remove(receipt: string): void
  setAside(receipt: string): void
  list(queue: QueueName): readonly { readonly body: string; readonly visibleAt: number }[]
}

const messageRow = z.object({ id: z.string(), body: z.string(), receives: z.number() })
const listedRow = z
  .object({ body: z.string(), visible_at: z.number() })
  .transform(({ body, visible_at }) => ({ body, visibleAt: visible_at }))

/** The queue of the machine's database. Who asks for a call marks it as asked later, so that the disk has both or the mark is missing. */
export function messageQueue({ sql }: Database): MessageQueue {
  return {
    send(queue, body, now) {
      sql.run`INSERT INTO messages (id, queue, body, visible_at, receives)
        VALUES (${randomUUID()}, ${queue}, ${body}, ${now}, 0)`
    },
    receive(now, hiddenUntil) {
      // Looking takes no turn from whoever writes.
      const waiting = sql.get`SELECT 1 FROM messages WHERE queue = 'calls' AND visible_at <= ${now} LIMIT 1`
      if (waiting === undefined) return undefined
      const receipt = randomUUID()
      const row = sql.get`UPDATE messages SET visible_at = ${hiddenUntil}, receives = receives + 1, receipt = ${receipt}
        WHERE sequence = (SELECT sequence FROM messages WHERE queue = 'calls' AND visible_at <= ${now}
          ORDER BY visible_at, sequence LIMIT 1)
        RETURNING id, body, receives`
      return row === undefined ? undefined : { ...messageRow.parse(row), receipt }
    },
    hide(receipt, until) {
      const { changes } = sql.run`UPDATE messages SET visible_at = ${until}
        WHERE receipt = ${receipt} AND queue = 'calls'`
      return Number(changes) === 1
    },
    remove(receipt) {
      sql.run`DELETE FROM messages WHERE receipt = ${receipt} AND queue = 'calls'`
    },
    setAside(receipt) {
      sql.run`UPDATE messages SET queue = 'aside' WHERE receipt = ${receipt}`
    },
    list: (queue) =>
      sql.all`SELECT body, visible_at FROM messages WHERE queue = ${queue} ORDER BY sequence`.map((row) =>
        listedRow.parse(row),
      ),
  }
}

/** The queue as functions ask it; receiving is the reader's (`queue-reader.ts`), as it is Lambda's in the cloud. */
export function machineDeliveryQueue(queue: MessageQueue, now: () => Date): DeliveryQueue {
  return {
    async send(message) {
      queue.send('calls', JSON.stringify(message), now().getTime())
    },
    async postpone(receipt, milliseconds) {
      if (!queue.hide(receipt, now().getTime() + Math.max(1_000, milliseconds)))
        throw new Error('The message was received again')
    },
    async setAside(message) {
      queue.send('aside', JSON.stringify(message), now().getTime())
    },
  }
}
