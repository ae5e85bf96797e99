import * as z from 'zod'
import {
  type DeliveryMessage,
  type DeliveryQueue,
  deliveryMessage,
} from '#functions/shared/ports/delivery-queue.ts'
import type { AfterCall } from './call-finance.ts'

/** What SQS hands over; the local queue does the same. */
export const queueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), receiptHandle: z.string(), body: z.string() })),
})

export interface QueueDependencies {
  readonly queue: Pick<DeliveryQueue, 'postpone' | 'setAside'>
  readonly settle: (message: DeliveryMessage) => Promise<AfterCall>
  readonly now: () => Date
  readonly failed: (reference: string, error: unknown) => void
}

/** The messages that come again, by their ids; the others are through with. */
export interface QueueResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/** Settles each message by itself, so that one that fails holds up no other. */
export async function handleMessages(
  { Records }: z.infer<typeof queueEvent>,
  { queue, settle, now, failed }: QueueDependencies,
): Promise<QueueResponse> {
  const again: { itemIdentifier: string }[] = []
  for (const { messageId, receiptHandle, body } of Records) {
    let reference = 'unknown'
    try {
      const message = deliveryMessage.parse(JSON.parse(body))
      reference = message.reference
      const settled = await settle(message)
      if (settled.kind === 'aside') await queue.setAside(message)
      if (settled.kind === 'later') {
        await queue.postpone(receiptHandle, settled.at.getTime() - now().getTime())
        again.push({ itemIdentifier: messageId })
      }
    } catch (error) {
      failed(reference, error)
      again.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures: again }
}
