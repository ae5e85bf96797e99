import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface S3Request {
  readonly method: string
  /** Percent-encoded, as it was sent. */
  readonly path: string
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface S3Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export function standardHeaders(): Record<string, string> {
  return { 'x-amz-request-id': randomUUID() }
}

/** An error as S3 words it. */
export function failure(status: number, code: string, message: string): S3Answer {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return {
    status,
    headers: { ...standardHeaders(), 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message></Error>`,
  }
}
