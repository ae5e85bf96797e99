import type { Agent, IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Milliseconds after which a service counts as out of reach. */
export interface Patience {
  /** Without a byte. */
  readonly silence: number
  /** Until the end of the answer, however much comes. */
  readonly whole: number
}

type Http = Pick<typeof import('node:https'), 'request'> & { readonly agent: Agent }

/** One for each protocol and kept, so that connections are used again. */
const kept = new Map<string, Http>()

/**
 * Sends a body to a service and reads the whole answer, whatever its status.
 * @throws an error with the system's `code` when the service is out of reach, and `TimeoutError` when patience ends, be it in the
 *   middle of an answer
 */
export async function post(
  url: URL,
  { headers, body }: { readonly headers: Record<string, string>; readonly body: string },
  { silence, whole }: Patience,
): Promise<Answer> {
  const { request, agent } = httpFor(url.protocol)
  const { promise: gaveUp, reject } = Promise.withResolvers<never>()
  const giveUp = (after: number) => reject(new Silence(`${url.host} did not answer within ${after} ms`))
  const sent = request(url, { method: 'POST', headers, agent, timeout: silence })
  sent.on('timeout', () => giveUp(silence))
  const timer = setTimeout(() => giveUp(whole), whole)
  const answered = new Promise<IncomingMessage>((resolve, fail) => {
    sent.on('response', resolve)
    sent.on('error', fail)
    sent.end(body)
  }).then(async (answer) => ({
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: await text(answer),
  }))
  try {
    return await Promise.race([answered, gaveUp])
  } catch (error) {
    sent.destroy()
    throw error
  } finally {
    clearTimeout(timer)
  }
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
