import type { IncomingMessage } from 'node:http'

/**
 * Whether a request comes from this machine's own user, not from a web page that the user happens to look at: a rebound DNS
 * name shows in Host, a page of another site or port in Origin or Sec-Fetch-Site. It may neither act here nor read or frame.
 */
export function isOwnRequest(request: IncomingMessage): boolean {
  const host = request.headers.host ?? ''
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  return origin === undefined || origin === `http://${host}`
}
