import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { MessageQueue, QueuedMessage } from './message-queue.ts'
import { reportFailure } from './report-failure.ts'

export interface QueueReaderOptions {
  readonly queue: MessageQueue
  /** Calls the queue function. */
  readonly call: (event: unknown) => Promise<unknown>
  /** Epoch milliseconds, by the functions' own clock. */
  readonly now: () => number
}

export interface QueueReader {
  /** Looks at once: something was sent, or time has moved. */
  wake(): void
  /** Resolves when the calls in hand have ended. */
  stop(): Promise<void>
}

/** Milliseconds between looks, and for which a received message is hidden unless the function says otherwise. */
const period = 500
const hidden = 3 * 60_000
const atOnce = 4
const mostReceives = 50

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).default([]),
})

/**
 * Feeds the queue to its function, one message at a time and some side by side, at least once: a message goes when its function
 * is through with it, so a crash has it come again.
 */
export function startQueueReader({ queue, call, now }: QueueReaderOptions): QueueReader {
  const stopping = new AbortController()
  let alarm = Promise.withResolvers<void>()

  const hand = async (message: QueuedMessage): Promise<void> => {
    if (message.receives > mostReceives) {
      queue.setAside(message.receipt)
      return
    }
    try {
      const answer = answerSchema.safeParse((await call(eventOf(message))) ?? {})
      const failed = answer.success && answer.data.batchItemFailures.length > 0
      if (!failed) queue.remove(message.receipt)
    } catch (error) {
      console.error('[queue] a message failed:', error instanceof Error ? error.name : 'unknown')
    }
  }

  /** Whether there was a message. */
  const handNext = async (): Promise<boolean> => {
    try {
      const message = queue.receive(now(), now() + hidden)
      if (message !== undefined) await hand(message)
      return message !== undefined
    } catch (error) {
      reportFailure('[queue] the queue could not be read; trying again', error)
      return false
    }
  }

  const worker = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const { promise: woken } = alarm
      if (await handNext()) continue
      await Promise.race([
        woken,
        sleep(period, undefined, { signal: stopping.signal }).catch(() => undefined),
      ])
    }
  }
  const running = Promise.all(Array.from({ length: atOnce }, worker))

  return {
    wake() {
      alarm.resolve()
      alarm = Promise.withResolvers()
    },
    async stop() {
      stopping.abort()
      alarm.resolve()
      await running
    },
  }
}

/** As Lambda hands a message over. */
function eventOf({ id, receipt, body, receives }: QueuedMessage): unknown {
  return {
    Records: [
      {
        messageId: id,
        receiptHandle: receipt,
        body,
        attributes: { ApproximateReceiveCount: String(receives) },
        messageAttributes: {},
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:local:000000000000:calls',
        awsRegion: 'local',
      },
    ],
  }
}
