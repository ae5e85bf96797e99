import { gzipSync } from 'node:zlib'
import onion from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { FunctionName, RouteOf } from '#functions/catalogue.ts'
import type { Home } from '#functions/shared/home.ts'
import { type Answer, type HttpRequest, type HttpResponse, seeOther } from '#functions/shared/http/http.ts'
import { languageCookies, languageIn, preferencesOf } from '#functions/shared/http/preferences.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { answering } from '#functions/shared/ports/asked-method.ts'
import { logAs, log as writeLog } from '#functions/shared/ports/log.ts'
import { addressLimit } from './address-limit.ts'
import { errorAnswer, errorAnswers } from './error-answers.ts'
import { isProblem, problems } from './errors.ts'
import { type Exchange, headerOf, type Middleware, methodOf, RequestProblem } from './exchange.ts'
import { mendedLink } from './mended-link.ts'
import { originGuard } from './origin-guard.ts'
import { requestLog } from './request-log.ts'
import { cookiesOf, requestParser } from './request-parser.ts'
import { securityHeaders } from './security-headers.ts'
import { carriesSession } from './session-cookie.ts'

/**
 * A form on another site cannot act for whoever is signed in here. Every browser since 2023 says where a request comes from;
 * programs do not, and have no cookies that could be misused.
 */
const crossSiteRefusal: Middleware = {
  before({ event: exchange }) {
    const { event } = exchange
    if (methodOf(event) !== 'POST') return
    const isForeign = headerOf(event, 'sec-fetch-site') === 'cross-site'
    if (isForeign || (carriesSession(cookiesOf(event)) && !isFromHere(exchange))) {
      throw new RequestProblem(problems.forbidden)
    }
  },
}

/**
 * For sessions the rule is stricter: their cookie is also sent by our neighbours, the other hosts of one registered domain.
 * `Origin: null` says nothing against a request, since our own pages send it: they ask for no referrer.
 */
function isFromHere({ event, edge }: Exchange): boolean {
  const site = headerOf(event, 'sec-fetch-site') ?? 'none'
  if (site !== 'same-origin' && site !== 'none') return false
  const origin = headerOf(event, 'origin') ?? 'null'
  return origin === 'null' || origin === new URL(edge.publicUrl()).origin
}

/** Smaller answers gain nothing by compression. */
const leastBytes = 1024

/**
 * For answers with an `etag`, which are the same for everybody: 304 to a browser that has it already, and compressed for one
 * that can read that; the gateway of the cloud does neither. Personal pages carry no tag and are left as they are: what
 * stands on them is no business of an observer who compares lengths.
 */
const keptAnswers: Middleware = {
  after(request) {
    request.response = forBrowser(request.response, request.event)
  },
}

function forBrowser(answer: HttpResponse | null | undefined, { event }: Exchange): HttpResponse {
  if (answer === null || answer === undefined) throw new Error('A route answers')
  const { etag: tag } = answer.headers
  if (tag === undefined) return answer
  const had = headerOf(event, 'if-none-match')?.split(/\s*,\s*/) ?? []
  const headers = { ...answer.headers, vary: 'Accept-Encoding' }
  // What stood between may have marked the tag as weak.
  if (had.some((one) => one.replace(/^W\//, '') === tag)) return { status: 304, headers, body: '' }
  const isText = answer.encoding === undefined && Buffer.byteLength(answer.body) >= leastBytes
  if (!isText || !/\bgzip\b/.test(headerOf(event, 'accept-encoding') ?? '')) return { ...answer, headers }
  return {
    ...answer,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(answer.body).toString('base64'),
    encoding: 'base64',
  }
}

/** Seconds. */
const year = 365 * 24 * 60 * 60

/** Remembers a language that was chosen by `?lang=`. */
const languageCookie: Middleware = {
  after(request) {
    request.response = withCookie(request.response, request.event)
  },
}

function withCookie<A extends HttpResponse | null | undefined>(answer: A, { event }: Exchange): A {
  const language = languageIn(event.queryStringParameters?.['lang'])
  if (answer === null || answer === undefined || language === undefined) return answer
  // On one machine there may be no TLS, and a cookie marked Secure would be lost.
  const overTls = headerOf(event, 'x-forwarded-proto') === 'https'
  const [name, secure] = overTls ? [languageCookies.tls, '; Secure'] : [languageCookies.plain, '']
  const cookie = `${name}=${language}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${secure}`
  return { ...answer, cookies: [...(answer.cookies ?? []), cookie] }
}

export type Route<D> = (request: HttpRequest, dependencies: D) => Promise<Answer>

/** A route for each key that the catalogue gives the function, and none besides. */
export type RoutesOf<N extends FunctionName, D> = Readonly<Record<RouteOf<N>, Route<D>>>

export interface HttpHandlerSpec<D> {
  /** Asked once per request, so that a fault in the settings is an answer and not a crash at load. */
  readonly dependencies: () => D
  /** By route key of the catalogue; `HEAD` is answered by its `GET`. */
  readonly routes: Readonly<Record<string, Route<D>>>
  /** What is wrong with a request that no route fits; by default that there is nothing. */
  readonly unrouted?: (event: APIGatewayProxyEventV2) => Problem
  readonly log?: (line: string) => void
  readonly edge: Home['edge']
}

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

/**
 * The handler of a function that answers HTTP. Every one has this same stack, so that none can forget a part of it. The
 * middlewares are ours and not middy's own packages: those would add several of them to every cold start, and their JSON
 * reviver alone costs more than this whole stack.
 */
export function httpHandler<D>({
  dependencies,
  routes,
  unrouted = () => problems.notFound,
  log = writeLog,
  edge,
}: HttpHandlerSpec<D>): HttpHandler {
  const dispatch = async (exchange: Exchange): Promise<HttpResponse> => {
    const mended = mendedLink(exchange.event)
    if (mended !== undefined) return seeOther(mended)
    const route = routes[exchange.event.routeKey.replace(/^HEAD /, 'GET ')]
    if (route === undefined || exchange.request === undefined)
      return errorAnswer(unrouted(exchange.event), exchange)
    const answer = await route(exchange.request, dependencies())
    return isProblem(answer) ? errorAnswer(answer, exchange) : answer
  }
  // Written from the outside in: what stands first sees the answer last. No early timeout: a case may have been written by then.
  const stack = onion<Exchange, HttpResponse>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(log))
    .use(securityHeaders)
    .use(keptAnswers)
    .use(languageCookie)
    .use(errorAnswers)
    .use(originGuard)
    .use(addressLimit)
    .use(crossSiteRefusal)
    .use(requestParser)
    .handler(dispatch)

  return async (event, context) => {
    const preferences = preferencesOf(event, cookiesOf(event))
    const exchange = { event, edge: edge(), preferences, started: performance.now() }
    const method = methodOf(event)
    const answer = await logAs(event.requestContext.requestId, () =>
      answering(method, () => stack(exchange, context)),
    )
    return toResult(answer, method === 'HEAD')
  }
}

function toResult(
  { status, headers, cookies, body, encoding }: HttpResponse,
  bodiless: boolean,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    // A HEAD tells the length that the GET would have, or none: never that of its own missing body.
    headers: {
      ...headers,
      ...(bodiless ? { 'content-length': String(Buffer.byteLength(body, encoding)) } : {}),
    },
    ...(cookies === undefined || cookies.length === 0 ? {} : { cookies: [...cookies] }),
    body: bodiless ? '' : body,
    ...(encoding === 'base64' && !bodiless ? { isBase64Encoded: true } : {}),
  }
}
