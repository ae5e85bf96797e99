import type { HttpResponse } from '#functions/shared/http/http.ts'
import type { Exchange, Middleware } from './exchange.ts'

/** Own files alone, and beside them the store's, which sends attachments and takes uploads. */
function contentPolicy(files: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' data: ${files}`.trim(),
    `connect-src 'self' ${files}`.trim(),
    // Documents are shown in the pages that they belong to.
    `frame-src 'self' ${files}`.trim(),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/** Two years of TLS alone, for whoever answers. */
export const strictTransport = 'max-age=63072000; includeSubDomains'

/** Nothing of these may be loosened by a route, nor of the policy. */
const always = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': strictTransport,
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Keeps what a page says between it and its reader: no cache, no referrer, no frame, no search engine. */
export const securityHeaders: Middleware = {
  after(request) {
    request.response = guarded(request.response, request.event)
  },
  onError(request) {
    request.response = guarded(request.response, request.event)
  },
}

function guarded(
  answer: HttpResponse | null | undefined,
  { event: { routeKey }, edge }: Exchange,
): HttpResponse {
  if (answer === null || answer === undefined) throw new Error('A route answers')
  const found = /^(?:GET|HEAD) \/(?:contracts(?:\/\{file\})?)?$/.test(routeKey) && answer.status === 200
  return {
    ...answer,
    headers: {
      // The style sheet may be kept; what it says is in its own header.
      'cache-control': 'no-store',
      ...answer.headers,
      ...always,
      'content-security-policy': contentPolicy(edge.filesOrigin() ?? ''),
      // The landing page and what is published are meant to be found, and nothing else.
      ...(found ? {} : { 'x-robots-tag': 'noindex, nofollow' }),
    },
  }
}
