import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { html } from '#functions/shared/pages/html.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import { median } from './median.ts'

const rounds = 25

/** Microseconds that the shared stack takes over body, headers and log line written out by hand, for a route that does nothing. */
export async function edgeOverhead(): Promise<number> {
  const routeKey = 'POST /review/{token}'
  const event = gatewayEvent({
    routeKey,
    path: { token: 'x' },
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decision: 'approve', reason: 'It fits' }),
  })
  const answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }
  const stack = httpHandler({
    edge: () => testEdge,
    dependencies: () => ({}),
    routes: { [routeKey]: async () => answer },
    log: () => undefined,
  })
  const { headers } = await stack(event, lambdaContext)
  const byHand = async (given: typeof event): Promise<unknown> => {
    const body: unknown = JSON.parse(Buffer.from(given.body ?? '', 'utf8').toString('utf8'))
    const began = performance.now()
    const done = { statusCode: answer.status, headers: { ...answer.headers, ...headers }, body: answer.body }
    JSON.stringify({
      level: 'info',
      routeKey,
      status: 200,
      ms: performance.now() - began,
      requestId: typeof body,
    })
    return done
  }
  const withStack = await perCall(5_000, () => stack(event, lambdaContext))
  const alone = await perCall(5_000, () => byHand(event))
  return withStack - alone
}

/** How much longer a page of 30 KB takes than the same text put together without escaping. */
export async function pageRatio(): Promise<number> {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    name: `نام & <${index}>`,
    text: 'متن '.repeat(12),
  }))
  const escaped = () =>
    html`${rows.map(({ name, text }) => html`<li><b>${name}</b> ${text}</li>`)}`.toString()
  const literal = () => rows.map(({ name, text }) => `<li><b>${name}</b> ${text}</li>`).join('')
  return (await perCall(100, escaped)) / (await perCall(100, literal))
}

/** Microseconds of one call: the median of many rounds, after a warm-up. */
async function perCall(calls: number, call: () => unknown): Promise<number> {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    for (let index = 0; index < calls; index += 1) await call()
    if (round > 5) took.push(((performance.now() - began) * 1000) / calls)
  }
  return median(took)
}
