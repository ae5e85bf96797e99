import { isIP } from 'node:net'
import type middy from '@middy/core'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { loggedSubject } from '#functions/shared/ports/log.ts'
import { FileWithheld } from '#functions/shared/ports/malware.ts'
import { Unavailable } from '#functions/shared/ports/unavailable.ts'
import { type Exchange, type Middleware, RequestProblem } from './exchange.ts'
import { clientAddress } from './origin-guard.ts'

type Details = Readonly<Record<string, unknown>>

/**
 * One JSON line for each request: when, from which network, by what kind of link or whose session, the route and never the
 * path, since paths carry links. Bodies and whole addresses are not logged at all, and a bug's stack goes through `redact`.
 */
export function requestLog(write: (line: string) => void): Middleware {
  return {
    after(request) {
      write(JSON.stringify({ level: 'info', ...factsOf(request) }))
    },
    onError(request) {
      const secrets = Object.values(request.event.event.pathParameters ?? {})
      write(JSON.stringify({ ...factsOf(request), ...describe(request.error, secrets) }))
    },
  }
}

function factsOf({ event: exchange, response }: middy.Request<Exchange, HttpResponse>): Details {
  const { routeKey, requestContext } = exchange.event
  return {
    at: new Date().toISOString(),
    routeKey,
    status: response?.status,
    code: exchange.problemCode,
    ms: Math.round((performance.now() - exchange.started) * 10) / 10,
    ...loggedSubject(),
    from: loggedNetwork(clientAddress(exchange)),
    requestId: requestContext.requestId,
  }
}

/** The network of an address, too wide to tell a person by: the first three bytes of IPv4, the first 48 bits of IPv6. */
export function loggedNetwork(address: string): string {
  const kind = isIP(address)
  if (kind === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  if (kind !== 6) return 'unknown'
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return loggedNetwork(mapped)
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const known = tail === undefined || groups.length >= 3 ? groups : [...groups, '0', '0', '0']
  return `${known.slice(0, 3).join(':')}::/48`
}

function describe(error: unknown, secrets: readonly (string | undefined)[]): Details {
  if (error instanceof RequestProblem) return { level: 'info' }
  const name = error instanceof Error ? error.name : typeof error
  if (error instanceof Unavailable) return { level: 'warn', error: name }
  if (error instanceof FileWithheld) return { level: 'warn', error: name, verdict: error.verdict }
  const stack = error instanceof Error ? (error.stack ?? error.message) : 'no error object'
  return { level: 'error', error: name, stack: redact(stack, secrets) }
}

/** Takes out links, sessions, addresses, and whatever else is given. */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length > 0)
  return known
    .reduce<string>((rest, secret) => rest.replaceAll(secret ?? '', '[path]'), text)
    .replaceAll(/[^\s"'<>(),:;]+@[^\s"'<>(),:;]+\.[\p{L}\p{N}-]{2,}/gu, '[address]')
    .replaceAll(/[A-Za-z0-9_-]{40,}/g, '[token]')
}
