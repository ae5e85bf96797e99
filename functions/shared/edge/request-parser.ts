import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { withFormLanguage } from '#functions/shared/http/preferences.ts'
import { type Exchange, headerOf, type Middleware, methodOf } from './exchange.ts'
import { clientAddress } from './origin-guard.ts'
import { parseBody } from './parse-body.ts'

/** Makes the request as use cases see it. Bodies of GET and HEAD mean nothing and are not read. */
export const requestParser: Middleware = {
  async before({ event: exchange }) {
    exchange.request = await parseRequest(exchange)
  },
}

async function parseRequest(exchange: Exchange): Promise<HttpRequest> {
  const { event } = exchange
  const parsed = methodOf(event) === 'POST' ? await parseBody(event) : { body: {}, files: [] }
  exchange.preferences = withFormLanguage(exchange.preferences, parsed.body)
  return {
    path: defined(event.pathParameters),
    query: defined(event.queryStringParameters),
    ...exchange.preferences,
    ...parsed,
    cookies: cookiesOf(event),
    ip: clientAddress(exchange),
    userAgent: event.requestContext.http.userAgent,
    idempotencyKey: idempotencyKeyOf(event, parsed.body),
    requestId: event.requestContext.requestId,
  }
}

export function cookiesOf(event: APIGatewayProxyEventV2): Record<string, string> {
  const pairs = (event.cookies ?? []).map((cookie) => {
    const at = cookie.indexOf('=')
    return [cookie.slice(0, Math.max(at, 0)).trim(), cookie.slice(at + 1).trim()] as const
  })
  return Object.fromEntries(pairs)
}

function idempotencyKeyOf(event: APIGatewayProxyEventV2, body: unknown): string | undefined {
  const inForm =
    typeof body === 'object' && body !== null && 'idempotencyKey' in body ? body.idempotencyKey : undefined
  const given = headerOf(event, 'idempotency-key') ?? inForm
  const key = typeof given === 'string' ? given.trim() : ''
  return key === '' ? undefined : key
}

function defined(values: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  const pairs = Object.entries(values ?? {})
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
