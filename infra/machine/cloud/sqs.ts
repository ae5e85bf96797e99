import * as z from 'zod'
import { type MessageQueue, queueNames } from '#infra/machine/message-queue.ts'
import type { CloudAnswer } from './cloud-answer.ts'

/** A queue's address ends with its name. */
const queueUrl = z
  .url()
  .transform((url) => new URL(url).pathname.split('/').at(-1))
  .pipe(z.enum(queueNames))

const sendSchema = z.object({ QueueUrl: queueUrl, MessageBody: z.string().min(1).max(262_144) })
const hideSchema = z.object({
  QueueUrl: queueUrl,
  ReceiptHandle: z.string(),
  /** Seconds. */
  VisibilityTimeout: z.int().min(0).max(43_200),
})

/** `SendMessage` and `ChangeMessageVisibility`: what functions ask of SQS. Receiving is the reader's, as it is Lambda's in the cloud. */
export function callQueue(target: string, body: Buffer, queue: MessageQueue, now: Date): CloudAnswer {
  const given = parseJson(body.toString('utf8'))
  if (target === 'AmazonSQS.SendMessage') {
    const request = sendSchema.safeParse(given)
    if (!request.success) return invalid(z.prettifyError(request.error))
    const { id, md5 } = queue.send(request.data.QueueUrl, request.data.MessageBody, now.getTime())
    return { status: 200, body: { MessageId: id, MD5OfMessageBody: md5 } }
  }
  if (target === 'AmazonSQS.ChangeMessageVisibility') {
    const request = hideSchema.safeParse(given)
    if (!request.success) return invalid(z.prettifyError(request.error))
    const { ReceiptHandle, VisibilityTimeout } = request.data
    const hidden = queue.hide(ReceiptHandle, now.getTime() + VisibilityTimeout * 1_000)
    return hidden
      ? { status: 200, body: {} }
      : fault('ReceiptHandleIsInvalid', 'The message was received again.')
  }
  return fault('UnknownOperationException', 'This operation is not offered here.')
}

function invalid(message: string): CloudAnswer {
  return fault('InvalidParameterValue', message)
}

function fault(type: string, message: string): CloudAnswer {
  return { status: 400, body: { __type: `com.amazonaws.sqs#${type}`, message } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
