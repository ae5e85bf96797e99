import type { Agent, IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Milliseconds without a byte after which a service counts as out of reach: half of what most functions have. */
const patience = 5_000

type Http = Pick<typeof import('node:https'), 'request'> & { readonly agent: Agent }

/** One for each protocol and kept, so that connections are used again. */
const kept = new Map<string, Http>()

/**
 * Sends a body to a service and reads the whole answer, whatever its status.
 * @throws an error with the system's `code` when the service is out of reach, and `TimeoutError` when it is silent for five
 *   seconds
 */
export async function post(url: URL, headers: Record<string, string>, body: string): Promise<Answer> {
  const { request, agent } = httpFor(url.protocol)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent, timeout: patience }, resolve)
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Silence(`${url.host} said nothing for ${patience} ms`)))
    sent.end(body)
  })
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) }
}

/** Loaded with the first call: a page that needs none does not wait for it. */
function httpFor(protocol: string): Http {
  const earlier = kept.get(protocol)
  if (earlier !== undefined) return earlier
  const { request, Agent } = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https')
  const http = { request, agent: new Agent({ keepAlive: true }) }
  kept.set(protocol, http)
  return http
}

/** Named as the SDK names it. */
class Silence extends Error {
  override readonly name = 'TimeoutError'
}
