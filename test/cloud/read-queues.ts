import {
  GetQueueAttributesCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'

/** What lies in each queue of a stack, by the queue's address. Whoever reads the queue otherwise misses it for a moment only. */
export async function readQueues(client: SQSClient, stack: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: stack })) {
    for (const QueueUrl of QueueUrls) found.set(QueueUrl, await messagesOf(client, QueueUrl))
  }
  return found
}

async function messagesOf(client: SQSClient, QueueUrl: string): Promise<string[]> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  )
  // Asking for messages that there are not takes long, and is done for nothing.
  if (Number(Attributes?.ApproximateNumberOfMessages) === 0) return []
  const peek = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 2 }
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(peek))
  return Messages.flatMap(({ Body }) => Body ?? [])
}
