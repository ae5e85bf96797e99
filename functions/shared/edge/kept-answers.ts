import { gzipSync } from 'node:zlib'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { type Exchange, headerOf, type Middleware } from './exchange.ts'

/** Smaller answers gain nothing by compression. */
const leastBytes = 1024

/**
 * For answers with an `etag`, which are the same for everybody: 304 to a browser that has it already, and compressed for one
 * that can read that; the gateway of the cloud does neither. Personal pages carry no tag and are left as they are: what
 * stands on them is no business of an observer who compares lengths.
 */
export const keptAnswers: Middleware = {
  after(request) {
    request.response = forBrowser(request.response, request.event)
  },
}

function forBrowser(answer: HttpResponse | null | undefined, { event }: Exchange): HttpResponse {
  if (answer === null || answer === undefined) throw new Error('A route answers')
  const { etag: tag } = answer.headers
  if (tag === undefined) return answer
  const had = headerOf(event, 'if-none-match')?.split(/\s*,\s*/) ?? []
  const headers = { ...answer.headers, vary: 'Accept-Encoding' }
  // What stood between may have marked the tag as weak.
  if (had.some((one) => one.replace(/^W\//, '') === tag)) return { status: 304, headers, body: '' }
  const isText = answer.encoding === undefined && Buffer.byteLength(answer.body) >= leastBytes
  if (!isText || !/\bgzip\b/.test(headerOf(event, 'accept-encoding') ?? '')) return { ...answer, headers }
  return {
    ...answer,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(answer.body).toString('base64'),
    encoding: 'base64',
  }
}
