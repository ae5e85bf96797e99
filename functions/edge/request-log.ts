import type middy from '@middy/core'
import { loggedCase } from '#functions/adapters/log.ts'
import { Unavailable } from '#functions/unavailable.ts'
import { type Exchange, type Middleware, RequestProblem } from './exchange.ts'
import type { HttpResponse } from './http.ts'

type Details = Readonly<Record<string, unknown>>

/**
 * One JSON line for each request: the route and never the path, since paths carry links. Bodies and addresses are not logged
 * at all, and a bug's stack goes through `redact`.
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
    routeKey,
    status: response?.status,
    code: exchange.problemCode,
    ms: Math.round((performance.now() - exchange.started) * 10) / 10,
    reference: loggedCase(),
    requestId: requestContext.requestId,
  }
}

function describe(error: unknown, secrets: readonly (string | undefined)[]): Details {
  if (error instanceof RequestProblem) return { level: 'info' }
  const name = error instanceof Error ? error.name : typeof error
  if (error instanceof Unavailable) return { level: 'warn', error: name }
  const stack = error instanceof Error ? (error.stack ?? error.message) : 'no error object'
  return { level: 'error', error: name, stack: redact(stack, secrets) }
}

/** Takes out links, sessions, addresses, and whatever else is given. */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length > 0)
  return known
    .reduce<string>((rest, secret) => rest.replaceAll(secret ?? '', '[path]'), text)
    .replaceAll(/[^\s"'<>(),:;]+@[^\s"'<>(),:;]+\.[A-Za-z]{2,}/g, '[address]')
    .replaceAll(/[A-Za-z0-9_-]{40,}/g, '[token]')
}
