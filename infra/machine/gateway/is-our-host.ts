import type { IncomingMessage } from 'node:http'

/**
 * Whether a request is for this installation: by its public host, or by a name of this machine, as a reverse proxy may call it.
 * A web page elsewhere whose name was made to lead here shows in Host.
 */
export function isOurHost({ headers }: Pick<IncomingMessage, 'headers'>, publicHost: string): boolean {
  // HTTP/1.0 need not say it, and every browser does.
  const host = headers.host?.toLowerCase() ?? publicHost
  return host === publicHost || /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/.test(host)
}
