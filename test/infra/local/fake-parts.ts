import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { clock } from '#functions/adapters/clock.ts'
import { catalogue } from '#functions/catalogue.ts'
import type { Parts } from '#infra/local/runtime.ts'

/**
 * Stand-ins for the functions that use everything the runtime offers: a POST writes an item; the relay starts its
 * execution and mails; the waiting state is ended at once as rejected; the clock function writes an item per day.
 */
const requestSchema = z.object({ routeKey: z.string(), body: z.string().optional() })

const setting = (name: string) => process.env[name] ?? ''

async function write(pk: string): Promise<void> {
  const client = new DynamoDBClient({})
  const Item = { PK: { S: pk }, SK: { S: 'head' } }
  await client.send(new PutItemCommand({ TableName: setting('TABLE_NAME'), Item }))
  client.destroy()
}

async function submit(event: unknown) {
  const { routeKey, body } = requestSchema.parse(event)
  if (routeKey === 'POST /proposals') {
    const reference = body ?? ''
    await write(`proposal#${reference}`)
    return { statusCode: 202, body: JSON.stringify({ reference }) }
  }
  if (routeKey === 'POST /uploads') {
    const client = new S3Client({ endpoint: setting('UPLOAD_ENDPOINT'), forcePathStyle: true })
    return createPresignedPost(client, { Bucket: setting('BUCKET_NAME'), Key: 'upload', Expires: 300 })
  }
  return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>form</p>' }
}

/** Whether a day was ticked, for tests that travel. */
async function board() {
  const client = new DynamoDBClient({})
  const found = await client.send(
    new QueryCommand({
      TableName: setting('TABLE_NAME'),
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': { S: `day#${clock.now().toISOString().slice(0, 10)}` } },
    }),
  )
  return { statusCode: 200, body: String(found.Count) }
}

/** A record may come twice, and the second time its execution may have ended. */
async function startExecution(name: string): Promise<void> {
  const input = JSON.stringify({ reference: name })
  try {
    await new SFNClient({}).send(
      new StartExecutionCommand({ stateMachineArn: setting('STATE_MACHINE_ARN'), name, input }),
    )
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error
  }
}

async function relay(event: DynamoDBStreamEvent) {
  for (const { dynamodb } of event.Records) {
    const [kind, reference = ''] = dynamodb?.Keys?.['PK']?.S?.split('#', 2) ?? []
    if (kind !== 'proposal') continue
    await startExecution(reference)
    await new SESv2Client({}).send(
      new SendEmailCommand({
        FromEmailAddress: setting('MAIL_FROM'),
        Destination: { ToAddresses: [`${reference}@example.org`] },
        Content: { Simple: { Subject: { Data: reference }, Body: { Text: { Data: 'رسید' } } } },
      }),
    )
  }
  return { batchItemFailures: [] }
}

const awaitStepSchema = z.object({ token: z.string() })

async function awaitStep(payload: unknown) {
  const { token } = awaitStepSchema.parse(payload)
  await new SFNClient({}).send(new SendTaskSuccessCommand({ taskToken: token, output: '{"next":"close"}' }))
  return {}
}

const handlers: Record<string, (payload: never) => unknown> = {
  [catalogue.submit.entry]: submit,
  [catalogue.board.entry]: board,
  [catalogue.relay.entry]: relay,
  [catalogue['await-step'].entry]: awaitStep,
  [catalogue.clock.entry]: () => write(`day#${clock.now().toISOString().slice(0, 10)}`),
}

export const fakeParts: Parts = {
  catalogue,
  load: async (entry) => ({ handler: handlers[entry] ?? (() => ({ statusCode: 200 })) }),
}
