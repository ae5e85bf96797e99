import { createHash, timingSafeEqual } from 'node:crypto'
import { problems } from './errors.ts'
import { type Exchange, headerOf, type Middleware, RequestProblem } from './exchange.ts'

/** CloudFront adds it to whatever it passes on; nobody else knows its value. */
const secretHeader = 'x-origin-secret'

/**
 * Where CloudFront stands in front, whoever goes past its firewall to the API's own address gets nothing. An HTTP API cannot
 * compare a header itself, and takes no firewall.
 */
export const originGuard: Middleware = {
  async before({ event: { event, edge } }) {
    if (!edge.isBehindProxy()) return
    const expected = await edge.proxySecret()
    const given = headerOf(event, secretHeader) ?? ''
    if (!timingSafeEqual(hash(given), hash(expected))) throw new RequestProblem(problems.forbidden)
  },
}

/**
 * The address of whoever asks. Through CloudFront the API sees CloudFront's; of the forwarded addresses the last was added by
 * the API and the one before it by CloudFront, and those further left are what the client claims.
 */
export function clientAddress({ event, edge }: Pick<Exchange, 'event' | 'edge'>): string {
  const direct = event.requestContext.http.sourceIp
  if (!edge.isBehindProxy()) return direct
  const forwarded = (headerOf(event, 'x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  return forwarded.at(-2) ?? direct
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
