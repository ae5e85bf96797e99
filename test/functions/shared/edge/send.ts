import { httpHandler, type Route } from '#functions/shared/edge/http-handler.ts'
import type { Edge } from '#functions/shared/home.ts'
import { type HttpRequest, type HttpResponse, page } from '#functions/shared/http/http.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { type EventSpec, gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'

/** Must never be seen in a log. */
export const token = 'canary-token-canary-token-canary-token-0123'
export const review = { routeKey: 'POST /review/{token}', path: { token } }
export const form = { 'content-type': 'application/x-www-form-urlencoded' }

export type Seen = (request: HttpRequest) => HttpResponse | Problem

/** Sends one request to a handler whose every route does the same. */
export async function send(
  spec: EventSpec,
  answer: Seen = () => page(200, '<p>ok</p>'),
  edge: Partial<Edge> = {},
) {
  const lines: string[] = []
  let request: HttpRequest | undefined
  const route: Route<object> = async (given) => {
    request = given
    return answer(given)
  }
  const routes = Object.fromEntries(
    ['GET /', 'POST /', 'GET /review/{token}', 'POST /review/{token}'].map((key) => [key, route]),
  )
  const handler = httpHandler({
    edge: () => ({ ...testEdge, ...edge }),
    dependencies: () => ({}),
    routes,
    log: (line) => lines.push(line),
  })
  const result = await handler(gatewayEvent(spec), lambdaContext)
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
  return { ...result, headers, body: result.body ?? '', request, log: lines.map((line) => JSON.parse(line)) }
}
