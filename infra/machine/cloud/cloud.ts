import { createHash, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerBrokenRequests } from '#infra/machine/gateway/broken-request.ts'
import { closeServer, listen } from '#infra/machine/listen.ts'
import type { Mailbox } from '#infra/machine/mailbox.ts'
import type { MessageQueue } from '#infra/machine/message-queue.ts'
import { discardRest, readBody } from '#infra/machine/read-body.ts'
import { reportFailure } from '#infra/machine/report-failure.ts'
import type { CloudAnswer } from './cloud-answer.ts'
import { putEvents } from './event-bus.ts'
import { publicKeyOf, signWithKey } from './kms.ts'
import { largestObject, type S3Options, serveS3 } from './s3.ts'
import { largestEmail, sendEmail } from './ses.ts'
import { verifyHeaderSignature } from './signature-v4.ts'
import { callQueue } from './sqs.ts'

export interface CloudOptions {
  readonly s3: S3Options
  readonly mailbox: Mailbox
  /** Where events that were put on the bus are appended. */
  readonly eventsFile: string
  readonly now: () => Date
  /** Where calls to finance's own system wait. */
  readonly queue: MessageQueue
  /** What KMS signs with, by name. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

export interface Cloud {
  readonly endpoint: string
  stop(): Promise<void>
}

/** The AWS services that handlers call, on one internal port; it answers only requests signed with our secret. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const server = createServer((request, response) => {
    void answer(request, response, options)
  })
  answerBrokenRequests(server)
  server.keepAliveTimeout = 60_000
  const port = await listen(server, { port: 0, setting: 'PORT' })
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => closeServer(server, 200),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: CloudOptions,
): Promise<void> {
  try {
    const body = await readBody(request, Math.max(largestObject, largestEmail))
    if (body === 'too-large') {
      response.writeHead(413, { connection: 'close' }).flushHeaders()
      await discardRest(request)
      response.end()
      return
    }
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
    const target = request.headers['x-amz-target']
    if (typeof target !== 'string' && path !== '/v2/email/outbound-emails') {
      const { method = 'GET', headers } = request
      const result = await serveS3({ method, path, query, headers, body }, options.s3)
      response.writeHead(result.status, result.headers).end(result.body)
      return
    }
    const verdict = verifyHeaderSignature(
      { method: request.method ?? 'POST', path, query, headers: request.headers, hosts: [], now: new Date() },
      options.s3.credentials,
    )
    const result =
      verdict.ok && isSignedBody(request, body)
        ? await call(typeof target === 'string' ? target : 'SendEmail', body, options)
        : {
            status: 403,
            body: { __type: 'InvalidSignatureException', message: verdict.ok ? 'wrong' : verdict.why },
          }
    response
      .writeHead(result.status, { 'content-type': 'application/x-amz-json-1.1', ...result.headers })
      .end(JSON.stringify(result.body))
  } catch (error) {
    reportFailure('[cloud] a request failed', error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

/** The signature covers the digest that the request claims of its body; another body under it is somebody else's. */
function isSignedBody({ headers }: IncomingMessage, body: Buffer): boolean {
  return headers['x-amz-content-sha256'] === createHash('sha256').update(body).digest('hex')
}

async function call(target: string, body: Buffer, options: CloudOptions): Promise<CloudAnswer> {
  if (target === 'SendEmail') return sendEmail(body, options.mailbox)
  if (target === 'TrentService.Sign') return signWithKey(body, options.keys)
  if (target === 'TrentService.GetPublicKey') return publicKeyOf(body, options.keys)
  if (target === 'AWSEvents.PutEvents') return putEvents(body, options.eventsFile, options.now)
  if (target.startsWith('AmazonSQS.')) return callQueue(target, body, options.queue, options.now())
  return {
    status: 400,
    body: { __type: 'UnknownOperationException', message: 'This operation is not offered here.' },
  }
}
