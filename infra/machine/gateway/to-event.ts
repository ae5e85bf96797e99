import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { largestBody } from '#functions/shared/edge/parse-body.ts'
import type { Match } from './router.ts'

export interface EventSource {
  readonly request: IncomingMessage
  readonly match: Match
  readonly path: string
  readonly query: string
  /** What is larger than a function takes is left out; its length is told. */
  readonly body: Buffer | 'too-large'
  /** By the functions' clock. */
  readonly now: Date
  /** Whether a reverse proxy in front of us says who the client is. */
  readonly trustProxy: boolean
}

/**
 * A request as an HTTP API hands it to Lambda, payload format 2.0.
 * Source: "Create AWS Lambda proxy integrations for HTTP APIs" of the API Gateway developer guide.
 * @returns undefined if the query is not well encoded.
 */
export function toEvent(source: EventSource): APIGatewayProxyEventV2 | undefined {
  const { request, match, path, query, body, now } = source
  const parameters = parseQuery(query)
  if (parameters === undefined) return undefined
  const { cookie, ...headers } = joinHeaders(request)
  if (body === 'too-large') headers['content-length'] ??= String(largestBody + 1)
  const cookies = cookie?.split(/;\s*/).filter((one) => one !== '') ?? []
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(isEmpty(parameters) ? {} : { queryStringParameters: parameters }),
    ...(isEmpty(match.pathParameters) ? {} : { pathParameters: { ...match.pathParameters } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: clientAddress(source),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...toBody(body === 'too-large' ? Buffer.alloc(0) : body, headers['content-type'] ?? ''),
  }
}

/** Names in lower case, several values of one name joined by commas. */
function joinHeaders(request: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    joined[name] = values.join(name === 'cookie' ? '; ' : ',')
  }
  return joined
}

function parseQuery(query: string): Record<string, string> | undefined {
  const parameters = new Map<string, string>()
  try {
    for (const pair of query.split('&')) {
      if (pair === '') continue
      const [name, value] = splitPair(pair).map((text) => decodeURIComponent(text.replaceAll('+', ' ')))
      if (name === undefined || value === undefined) continue
      const earlier = parameters.get(name)
      parameters.set(name, earlier === undefined ? value : `${earlier},${value}`)
    }
  } catch {
    return undefined
  }
  return Object.fromEntries(parameters)
}

function splitPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}

/** Text as it is; everything else, forms included, in Base64, as the HTTP API does it. */
function toBody(body: Buffer, contentType: string): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false }
  if (/^(?:text\/|application\/(?:json|xml|javascript)\b)/i.test(contentType)) {
    const text = body.toString('utf8')
    if (Buffer.from(text, 'utf8').equals(body)) return { body: text, isBase64Encoded: false }
  }
  return { body: body.toString('base64'), isBase64Encoded: true }
}

function clientAddress({ request, trustProxy }: EventSource): string {
  // The last address is the one that our own proxy saw; those before it are what the client claims.
  const forwarded = trustProxy
    ? request.headersDistinct['x-forwarded-for']?.join(',').split(',').at(-1)
    : undefined
  return forwarded?.trim() ?? request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
}

function commonLogTime(now: Date): string {
  const [, day = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

function isEmpty(record: Readonly<Record<string, string>>): boolean {
  return Object.keys(record).length === 0
}
