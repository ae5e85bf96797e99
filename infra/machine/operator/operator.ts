import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { html } from 'hono/html'
import { answerBrokenRequests } from '#infra/machine/gateway/broken-request.ts'
import { safetyHeaders } from '#infra/machine/gateway/refusal-page.ts'
import type { Health } from '#infra/machine/health.ts'
import { closeServer, listen } from '#infra/machine/listen.ts'
import type { Mailbox } from '#infra/machine/mailbox.ts'
import type { Metrics } from '#infra/machine/metrics.ts'
import { discardRest, isUnread, readBody } from '#infra/machine/read-body.ts'
import { reportFailure } from '#infra/machine/report-failure.ts'
import { clockJson, clockPage, parseAdvance } from './clock-page.ts'
import { attachment, mailDocument, mailPage } from './mail-page.ts'
import { mailboxJson, mailboxPage } from './mailbox-page.ts'
import { json, type OperatorAnswer, page } from './page.ts'

interface OperatorOptions {
  readonly health: Health
  readonly metrics: Metrics
  /** Pages for trying Tasvib out; in production there are none. */
  readonly trial: TrialOptions | undefined
}

interface TrialOptions {
  readonly publicUrl: string
  readonly mailbox: Mailbox
  readonly now: () => Date
  /** IANA name of the zone whose clock the clock page shows. */
  readonly timeZone: string
  /** Moves time ahead, by milliseconds; resolves after a tick. */
  readonly advance: (milliseconds: number) => Promise<Date>
  /** The drawing of a case's workflow; without a reference, of the state machine. */
  readonly workflowPage: (reference: string | undefined) => Promise<OperatorAnswer | undefined>
}

export interface Operator {
  readonly port: number
  /** Begins to answer; until then requests get 503. */
  open(options: OperatorOptions): void
  stop(): Promise<void>
}

const largestBody = 4_096

/**
 * The port for whoever runs this machine: how it is, and in a trial mailbox, clock and workflow drawings. There is no sign-in,
 * so it answers this machine alone, and no web page. @throws StartFailure if the port is taken.
 */
export async function openOperator(port: number): Promise<Operator> {
  let options: OperatorOptions | undefined
  const server = createServer((request, response) => {
    void respond(request, response, options)
  })
  answerBrokenRequests(server)
  server.headersTimeout = 15_000
  server.requestTimeout = 30_000
  return {
    port: await listen(server, { port, setting: 'OPERATOR_PORT' }),
    open(given) {
      options = given
    },
    stop: () => closeServer(server, 500),
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: OperatorOptions | undefined,
): Promise<void> {
  try {
    const result = await answer(request, options)
    if (isUnread(request)) await discardRest(request)
    send(result, response)
  } catch (error) {
    if (request.destroyed && !request.complete) return
    reportFailure('[operator] a request failed', error)
    send(json({ error: 'Something went wrong; the terminal says more.' }, 500), response)
  }
}

async function answer(
  request: IncomingMessage,
  options: OperatorOptions | undefined,
): Promise<OperatorAnswer> {
  if (!isOwnRequest(request)) return json({ error: 'This port answers only its own machine.' }, 403)
  if (options === undefined) return json({ error: 'Tasvib is starting.' }, 503)
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isRead && path === '/health') return healthJson(options.health)
  if (isRead && path === '/metrics') {
    return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: options.metrics.text() }
  }
  if (options.trial === undefined)
    return json({ error: 'In production there are /health and /metrics.' }, 404)
  return answerTrial(request, { path, query }, options.trial)
}

function healthJson(health: Health): OperatorAnswer {
  const faults = health.faults()
  return faults.length === 0 ? json({ status: 'ok' }) : json({ status: 'faulty', faults }, 503)
}

async function answerTrial(
  request: IncomingMessage,
  { path, query }: { readonly path: string; readonly query: string },
  options: TrialOptions,
): Promise<OperatorAnswer> {
  const wantsJson = /\bjson\b/.test(request.headers.accept ?? '')
  if (path === '/clock' && request.method === 'POST') return advanceClock(request, options, wantsJson)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const allow = path === '/clock' ? 'GET, HEAD, POST' : 'GET, HEAD'
    return { ...json({ error: 'This method is not allowed here.' }, 405), headers: { allow } }
  }
  if (path === '/') return indexPage(options)
  if (path === '/clock')
    return wantsJson ? clockJson(options.now()) : clockPage(options.now(), options.timeZone)
  if (path === '/mailbox') {
    const { mailbox, timeZone } = options
    const recipient = new URLSearchParams(query).get('to') ?? ''
    return wantsJson ? mailboxJson(mailbox) : mailboxPage(mailbox, { recipient, timeZone })
  }
  return (await findPage(path, options)) ?? json({ error: 'There is no such page.' }, 404)
}

async function findPage(path: string, options: TrialOptions): Promise<OperatorAnswer | undefined> {
  const [, number, part, index] =
    /^\/mailbox\/(\d{1,9})(?:\/(html|attachments\/(\d{1,4})))?$/.exec(path) ?? []
  if (number !== undefined) {
    const { mailbox, timeZone } = options
    if (part === undefined) return mailPage(mailbox, Number(number), timeZone)
    return part === 'html'
      ? mailDocument(mailbox, Number(number))
      : attachment(mailbox, Number(number), Number(index))
  }
  if (path === '/workflow') return options.workflowPage(undefined)
  const reference = /^\/workflow\/([\w-]{1,80})$/.exec(path)?.[1]
  return reference === undefined ? undefined : options.workflowPage(reference)
}

async function advanceClock(
  request: IncomingMessage,
  options: TrialOptions,
  wantsJson: boolean,
): Promise<OperatorAnswer> {
  const body = await readBody(request, largestBody)
  if (body === 'too-large') return json({ error: 'The request is too large.' }, 413)
  const type = request.headers['content-type'] ?? ''
  const milliseconds = parseAdvance(body.toString('utf8'), type)
  if (milliseconds === undefined) {
    return json(
      { error: 'Send {"advance":"P3D"}: an ISO 8601 duration in weeks, days, hours, minutes or seconds.' },
      422,
    )
  }
  const now = await options.advance(milliseconds)
  const fromForm = type.startsWith('application/x-www-form-urlencoded') && !wantsJson
  return fromForm ? { ...clockJson(now), status: 303, headers: { location: '/clock' } } : clockJson(now)
}

async function indexPage({ publicUrl }: TrialOptions): Promise<OperatorAnswer> {
  return page(
    'Tasvib',
    html`<h1>تصویب · Tasvib</h1>
<ul>
<li><a href="${publicUrl}/">فرم پیشنهاد · The form</a></li>
<li><a href="${publicUrl}/board">میز دبیرخانه · The board</a></li>
<li><a href="/mailbox">صندوق نامه · The mailbox</a></li>
<li><a href="/clock">ساعت · The clock</a></li>
<li><a href="/workflow">گردش کار · The workflow</a></li>
</ul>`,
  )
}

function send({ status, type, body, headers }: OperatorAnswer, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const isWhole = typeof body === 'string' || Buffer.isBuffer(body)
  response.writeHead(status, {
    ...safetyHeaders,
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'content-type': type,
    ...(isWhole ? { 'content-length': Buffer.byteLength(body) } : {}),
    ...headers,
  })
  if (isWhole) response.end(body)
  else pipeline(body, response).catch(() => undefined)
}

/**
 * Whether a request comes from this machine's own user, not from a web page that the user happens to look at: a rebound DNS
 * name shows in Host, a page of another site or port in Origin or Sec-Fetch-Site. It may neither act here nor read or frame.
 */
function isOwnRequest(request: IncomingMessage): boolean {
  const host = request.headers.host ?? ''
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  return origin === undefined || origin === `http://${host}`
}
