import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { DeliveryMessage, DeliveryQueue } from '#functions/shared/ports/delivery-queue.ts'
import { reach } from '#functions/shared/ports/reach.ts'

/** Seconds. SQS hides a message for twelve hours at most, counted from when it was received. */
const longestWait = 12 * 60 * 60 - 5 * 60

/** The queue by SQS; each address is asked for when it is needed, since whoever only sends knows but one. A message that has to wait for longer comes in between and is postponed once more. */
export function sqsDeliveryQueue(
  client: SQSClient,
  urls: { readonly queue: () => string; readonly aside: () => string },
): DeliveryQueue {
  const send = async (QueueUrl: string, message: DeliveryMessage): Promise<void> => {
    await reach(client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) })))
  }
  return {
    send: (message) => send(urls.queue(), message),
    async postpone(receipt, milliseconds) {
      const seconds = Math.min(longestWait, Math.max(1, Math.ceil(milliseconds / 1_000)))
      const command = new ChangeMessageVisibilityCommand({
        QueueUrl: urls.queue(),
        ReceiptHandle: receipt,
        VisibilityTimeout: seconds,
      })
      await reach(client.send(command))
    },
    setAside: (message) => send(urls.aside(), message),
  }
}
