import { createHash, randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'

export const queueNames = ['calls', 'aside'] as const
type QueueName = (typeof queueNames)[number]

export interface QueuedMessage {
  readonly id: string
  /** Changes each time that the message is received; an older one does nothing any more. */
  readonly receipt: string
  readonly body: string
  /** How often it was received, this time included. */
  readonly receives: number
}

/** Messages in a file, until somebody has done with them. Times are epoch milliseconds by the functions' own clock, and absolute. */
export interface MessageQueue {
  send(queue: QueueName, body: string, now: number): { readonly id: string; readonly md5: string }
  /** The message of `calls` that has waited longest of those that may be seen; hidden until the given time. */
  receive(now: number, hiddenUntil: number): QueuedMessage | undefined
  /** Hides a received message until then; false when it was received again since. */
  hide(receipt: string, until: number): boolean
  remove(receipt: string): void
  setAside(receipt: string): void
  list(queue: QueueName): readonly { readonly body: string; readonly visibleAt: number }[]
  close(): void
}

const tables = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, body TEXT NOT NULL,
    visible_at INTEGER NOT NULL, receives INTEGER NOT NULL, receipt TEXT UNIQUE);
  CREATE INDEX IF NOT EXISTS messages_visible ON messages (queue, visible_at);`

const messageRow = z.object({ id: z.string(), body: z.string(), receives: z.number() })
const listedRow = z
  .object({ body: z.string(), visible_at: z.number() })
  .transform(({ body, visible_at }) => ({ body, visibleAt: visible_at }))

/** Opens the queue's file, or makes it. What was acknowledged to a sender is on disk. */
export function openMessageQueue(file: string): MessageQueue {
  const database = new DatabaseSync(file)
  database.exec(tables)
  const insert = database.prepare(
    'INSERT INTO messages (id, queue, body, visible_at, receives) VALUES (?, ?, ?, ?, 0)',
  )
  const next = database.prepare(
    `UPDATE messages SET visible_at = ?, receives = receives + 1, receipt = ? WHERE sequence =
      (SELECT sequence FROM messages WHERE queue = 'calls' AND visible_at <= ? ORDER BY visible_at, sequence LIMIT 1)
      RETURNING id, body, receives`,
  )
  const hide = database.prepare("UPDATE messages SET visible_at = ? WHERE receipt = ? AND queue = 'calls'")
  const remove = database.prepare("DELETE FROM messages WHERE receipt = ? AND queue = 'calls'")
  const aside = database.prepare("UPDATE messages SET queue = 'aside' WHERE receipt = ?")
  const list = database.prepare('SELECT body, visible_at FROM messages WHERE queue = ? ORDER BY sequence')
  return {
    send(queue, body, now) {
      const id = randomUUID()
      insert.run(id, queue, body, now)
      return { id, md5: createHash('md5').update(body).digest('hex') }
    },
    receive(now, hiddenUntil) {
      const receipt = randomUUID()
      const row = next.get(hiddenUntil, receipt, now)
      return row === undefined ? undefined : { ...messageRow.parse(row), receipt }
    },
    hide: (receipt, until) => Number(hide.run(until, receipt).changes) === 1,
    remove(receipt) {
      remove.run(receipt)
    },
    setAside(receipt) {
      aside.run(receipt)
    },
    list: (queue) => list.all(queue).map((row) => listedRow.parse(row)),
    close: () => database.close(),
  }
}
