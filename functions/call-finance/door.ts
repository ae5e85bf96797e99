import * as z from 'zod'
import { called } from '#functions/shared/called.ts'
import { logFailure } from '#functions/shared/edge/failure-log.ts'
import type { Home } from '#functions/shared/home.ts'
import {
  type DeliveryMessage,
  type DeliveryQueue,
  deliveryMessage,
} from '#functions/shared/ports/delivery-queue.ts'
import { httpsCaller } from '#functions/shared/webhook/https-caller.ts'
import { type AfterCall, callFinance } from './call-finance.ts'

/** What SQS hands over; the local queue does the same. */
const queueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), receiptHandle: z.string(), body: z.string() })),
})

interface QueueDependencies {
  readonly queue: Pick<DeliveryQueue, 'postpone' | 'setAside'>
  readonly settle: (message: DeliveryMessage) => Promise<AfterCall>
  readonly now: () => Date
  readonly failed: (reference: string, error: unknown) => void
}

/** The messages that come again, by their ids; the others are through with. */
interface QueueResponse {
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

const ports = ['cases', 'files', 'effects', 'endpoints', 'publicUrl', 'commit'] as const

type CallFinanceHome = Pick<
  Home,
  (typeof ports)[number] | 'deliveryQueue' | 'webhookSecrets' | 'webhookTestOrigins' | 'now'
>

/** Called with messages of the delivery queue. */
export function door(home: CallFinanceHome) {
  return async (event: unknown): Promise<QueueResponse> => {
    const secrets = await home.webhookSecrets()
    const call = httpsCaller({ testOrigins: home.webhookTestOrigins() })
    return handleMessages(queueEvent.parse(event), {
      queue: home.deliveryQueue(),
      now: home.now,
      failed: logFailure,
      settle: (message) => callFinance(message, { ...called(home, ports), call, secrets, now: home.now }),
    })
  }
}
