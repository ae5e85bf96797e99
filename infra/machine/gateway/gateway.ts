import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { largestBody } from '#functions/shared/edge/parse-body.ts'
import { mostUploadBytes } from '#functions/shared/ports/file-type.ts'
import { Busy, openTurns, type Turns, type TurnsOptions } from '#functions/shared/turns.ts'
import { filesPath } from '#infra/machine/files/machine-files.ts'
import type { FileAnswer, FileRequest } from '#infra/machine/files/serve-files.ts'
import { type Catalogue, FunctionTimeout } from '#infra/machine/function-host.ts'
import { closeServer, listen } from '#infra/machine/listen.ts'
import { discardRest, isUnread, readBody } from '#infra/machine/read-body.ts'
import { reportFailure } from '#infra/machine/report-failure.ts'
import { answerBrokenRequests } from './broken-request.ts'
import { fromResult, type HttpAnswer } from './from-result.ts'
import { type Refusal, type RefusalStatus, refusalPage, safetyHeaders } from './refusal-page.ts'
import { createRouter, type Match } from './router.ts'
import { toEvent } from './to-event.ts'

interface GatewayOptions {
  /** Where browsers reach this. */
  readonly publicUrl: string
  readonly catalogue: Catalogue
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>
  /** Files, by the rights that browsers were given. */
  readonly serveFiles: (request: FileRequest) => Promise<FileAnswer | RefusalStatus>
  readonly now: () => Date
  readonly trustProxy: boolean
  /** How much is worked on and waits before others are refused. */
  readonly turns?: TurnsOptions
}

/** Each takes this process a few hundredths of a second, so that whoever waits is served within its patience. */
const usualTurns: TurnsOptions = { atOnce: 32, waiting: 200, patience: 5_000 }

export interface Gateway {
  readonly port: number
  /** Begins to answer; until then requests get 503. */
  open(options: GatewayOptions): void
  stop(): Promise<void>
}

/** Beside the file, an upload form has its fields. */
const largestUpload = mostUploadBytes + 64 * 1024

/** Headers that a request may have; no browser sends half as many. */
const mostHeaders = 100

/**
 * Takes the public port at once, so that a taken one is told before anything else starts.
 * @throws StartFailure if the port is taken.
 */
export async function openGateway(port: number): Promise<Gateway> {
  let handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const fault = faultOf(request)
    if (fault !== undefined) refuse(fault, request, response)
    else if (handle === undefined) refuse(503, request, response)
    else void handle(request, response)
  }
  // What Node refuses by itself it refuses without a word.
  const server = createServer({ requireHostHeader: false }, take)
  server.on('checkExpectation', take)
  answerBrokenRequests(server)
  // Clients that dribble their request are cut off; uploads over slow lines get five minutes.
  server.headersTimeout = 15_000
  server.requestTimeout = 300_000
  // Longer than proxies and browsers keep a connection: whoever closes first must not be the one that is asked.
  server.keepAliveTimeout = 75_000
  // More are dropped, so that those can be counted that are too many.
  server.maxHeadersCount = mostHeaders * 2
  return {
    port: await listen(server, { port, setting: 'PORT' }),
    open(options) {
      handle = serve(options)
    },
    stop: () => closeServer(server),
  }
}

function faultOf({ rawHeaders, headersDistinct, httpVersion }: IncomingMessage): 400 | 431 | undefined {
  if (rawHeaders.length > mostHeaders * 2) return 431
  const hosts = headersDistinct['host']?.length ?? 0
  return hosts > 1 || (hosts === 0 && httpVersion === '1.1') ? 400 : undefined
}

function serve(
  options: GatewayOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const route = createRouter(options.catalogue)
  const publicHost = new URL(options.publicUrl).host
  const turns = openTurns(options.turns ?? usualTurns)
  return async (request, response) => {
    if (!isOurHost(request, publicHost)) {
      refuse(421, request, response)
      return
    }
    const { path, query } = splitTarget(request)
    let label = 'a file'
    try {
      if (path === filesPath || path.startsWith(`${filesPath}/`)) {
        await passToFiles({ request, response, path, query }, options)
        return
      }
      const routing = route(request.method ?? 'GET', path)
      if (routing.kind === 'malformed') refuse(400, request, response)
      else if (routing.kind === 'unknown-path') refuse(404, request, response)
      else if (routing.kind === 'wrong-method') {
        refuse(405, request, response, { allow: routing.allow.join(', ') })
      } else {
        label = routing.routeKey
        await callFunction({ request, response, path, query }, routing, { ...options, turns })
      }
    } catch (error) {
      if (request.destroyed && !request.complete) return
      if (error instanceof Busy) {
        refuse('busy', request, response)
        return
      }
      // The route, never the path: paths hold links.
      reportFailure(`[gateway] ${label} failed`, error)
      refuse(error instanceof FunctionTimeout ? 'late' : 500, request, response)
    }
  }
}

interface GatewayExchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly query: string
}

async function callFunction(
  exchange: GatewayExchange,
  match: Match,
  { turns, ...options }: Omit<GatewayOptions, 'turns'> & { readonly turns: Turns },
): Promise<void> {
  const { request, response } = exchange
  // Before its body is read, so that what is refused takes no memory.
  if (turns.areTaken()) throw new Busy()
  // A function that gets no body but its length answers with its own page, which the cloud's gateway cannot show.
  const body = await readBody(request, largestBody)
  const event = toEvent({ ...exchange, match, body, now: options.now(), trustProxy: options.trustProxy })
  if (event === undefined) {
    refuse(400, request, response)
    return
  }
  const answer = fromResult(await turns.run(() => options.invoke(match.functionName, event)))
  if (answer === undefined) throw new Error('The function answered with something that is no HTTP answer.')
  sendWhole(answer, request, response)
}

/** Shown by the browser itself and not as a page; a sandbox would keep it from showing PDFs at all. */
const passive = /^(?:application\/pdf|image\/(?:png|jpeg|gif|webp))$/

/** A document may stand in a frame of our own pages, and of nobody else's. */
const shownInPages = {
  'content-security-policy': "frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
}
const sandboxed = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" }

/** What was uploaded shares its origin with our pages here, so anything that could act is kept in a sandbox. */
async function passToFiles(exchange: GatewayExchange, options: GatewayOptions): Promise<void> {
  const { request, response, path, query } = exchange
  const body = await readBody(request, largestUpload)
  if (body === 'too-large') {
    refuse(413, request, response)
    return
  }
  const { method = 'GET', headers } = request
  const answer = await options.serveFiles({ method, path, query, headers, body })
  if (typeof answer === 'number') {
    refuse(answer, request, response)
    return
  }
  send(
    {
      status: answer.status,
      headers: {
        ...answer.headers,
        ...safetyHeaders,
        ...(passive.test(answer.headers['content-type'] ?? '') ? shownInPages : sandboxed),
      },
      body: answer.body ?? '',
    },
    response,
  )
}

/** Answers, and ends the answer once `until` resolves: its end closes the connection if that is not kept. */
function send({ status, headers, body }: HttpAnswer, response: ServerResponse, until?: Promise<void>): void {
  const hasBody = status !== 204 && status !== 304
  const own = Object.hasOwn(headers, 'content-length')
  response.writeHead(status, {
    ...(hasBody && !own ? { 'content-length': Buffer.byteLength(body) } : {}),
    ...copyLists(headers),
  })
  if (until === undefined) {
    response.end(hasBody ? body : undefined)
    return
  }
  response.write(body)
  void until.then(() => response.end())
}

function copyLists(headers: HttpAnswer['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )
}

function refuse(
  refusal: Refusal,
  request: IncomingMessage,
  response: ServerResponse,
  extra: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const page = refusalPage(refusal, request)
  sendWhole({ ...page, headers: { ...page.headers, ...extra } }, request, response)
}

/** Answers; what a client still has to send of its request is read first, or it would lose the answer. */
function sendWhole(answer: HttpAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (!isUnread(request)) send(answer, response)
  else
    send({ ...answer, headers: { ...answer.headers, connection: 'close' } }, response, discardRest(request))
}

function splitTarget(request: IncomingMessage): { path: string; query: string } {
  const target = request.url ?? '/'
  const at = target.indexOf('?')
  return at === -1 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) }
}

/**
 * Whether a request is for this installation: by its public host, or by a name of this machine, as a reverse proxy may call it.
 * A web page elsewhere whose name was made to lead here shows in Host.
 */
function isOurHost({ headers }: Pick<IncomingMessage, 'headers'>, publicHost: string): boolean {
  // HTTP/1.0 need not say it, and every browser does.
  const host = headers.host?.toLowerCase() ?? publicHost
  return host === publicHost || /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/.test(host)
}
