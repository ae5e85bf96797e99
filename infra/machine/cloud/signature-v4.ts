import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Checks AWS Signature Version 4, in its header form and its query form.
 * Source: "AWS Signature Version 4 for API requests" and "Authenticating Requests: Using Query Parameters" of AWS.
 */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface SignedRequest {
  readonly method: string
  /** The path as it was sent, percent-encoded. */
  readonly path: string
  /** The query as it was sent, without `?`. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** Names under which this server is reached, beside the request's own Host: a reverse proxy may change that. */
  readonly hosts: readonly string[]
  /** Real time: signatures are made with it, whatever the functions' clock says. */
  readonly now: Date
}

export type Refusal = 'missing' | 'malformed' | 'expired' | 'not-yet-valid' | 'wrong'
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: Refusal }

const algorithm = 'AWS4-HMAC-SHA256'
/** What AWS allows a clock to be off, in milliseconds. */
const skew = 15 * 60_000
const longestExpiry = 7 * 86_400

export function verifyHeaderSignature(request: SignedRequest, credentials: Credentials): Verdict {
  const authorization = request.headers.authorization
  if (authorization === undefined) return refuse('missing')
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  const [, credential, signedHeaders, signature] = match ?? []
  const timestamp = request.headers['x-amz-date']
  const payloadHash = request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD'
  if (credential === undefined || signedHeaders === undefined || signature === undefined)
    return refuse('malformed')
  if (typeof timestamp !== 'string' || typeof payloadHash !== 'string') return refuse('malformed')
  const at = parseTimestamp(timestamp)
  if (at === undefined) return refuse('malformed')
  if (Math.abs(request.now.getTime() - at) > skew) return refuse('expired')
  return compare(request, credentials, {
    credential,
    signedHeaders,
    signature,
    timestamp,
    query: request.query,
    payloadHash,
  })
}

export function verifyQuerySignature(request: SignedRequest, credentials: Credentials): Verdict {
  const parameters = new URLSearchParams(request.query)
  const value = (name: string) => parameters.get(name) ?? ''
  if (!parameters.has('X-Amz-Signature')) return refuse('missing')
  const at = parseTimestamp(value('X-Amz-Date'))
  const seconds = Number(value('X-Amz-Expires'))
  if (value('X-Amz-Algorithm') !== algorithm || at === undefined) return refuse('malformed')
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestExpiry) return refuse('malformed')
  if (at - request.now.getTime() > skew) return refuse('not-yet-valid')
  if (request.now.getTime() > at + seconds * 1_000) return refuse('expired')
  return compare(request, credentials, {
    credential: value('X-Amz-Credential'),
    signedHeaders: value('X-Amz-SignedHeaders'),
    signature: value('X-Amz-Signature'),
    timestamp: value('X-Amz-Date'),
    query: request.query
      .split('&')
      .filter((pair) => !pair.startsWith('X-Amz-Signature='))
      .join('&'),
    payloadHash: parameters.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  })
}

/** The signature of a text (a string to sign, or a form's policy) with a credential scope's key. */
export function sign(text: string, credential: string, credentials: Credentials): string | undefined {
  const [accessKeyId, date, region, service, ending] = credential.split('/')
  if (accessKeyId !== credentials.accessKeyId || ending !== 'aws4_request') return undefined
  if (date === undefined || region === undefined || service === undefined) return undefined
  const key = [date, region, service, ending].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  )
  return createHmac('sha256', key).update(text).digest('hex')
}

export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

interface Claim {
  readonly credential: string
  readonly signedHeaders: string
  readonly signature: string
  readonly timestamp: string
  readonly query: string
  readonly payloadHash: string
}

function compare(request: SignedRequest, credentials: Credentials, claim: Claim): Verdict {
  const names = claim.signedHeaders.split(';')
  if (!names.includes('host')) return refuse('malformed')
  // What is asked for is signed too, or a signature would be good for something else.
  if (request.headers['x-amz-target'] !== undefined && !names.includes('x-amz-target')) {
    return refuse('malformed')
  }
  const hosts = [request.headers.host ?? '', ...request.hosts]
  const scope = claim.credential.slice(claim.credential.indexOf('/') + 1)
  const right = hosts.some((host) => {
    const headers = names.map((name) => `${name}:${headerValue(request, name, host)}\n`).join('')
    const canonical = [
      request.method,
      request.path,
      canonicalQuery(claim.query),
      headers,
      claim.signedHeaders,
      claim.payloadHash,
    ].join('\n')
    const digest = createHash('sha256').update(canonical).digest('hex')
    const expected = sign(
      [algorithm, claim.timestamp, scope, digest].join('\n'),
      claim.credential,
      credentials,
    )
    return expected !== undefined && sameText(expected, claim.signature)
  })
  return right ? { ok: true } : refuse('wrong')
}

function headerValue(request: SignedRequest, name: string, host: string): string {
  const value = name === 'host' ? host : request.headers[name]
  const text = Array.isArray(value) ? value.join(',') : (value ?? '')
  return text.trim().replaceAll(/\s+/g, ' ')
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&')
}

/** `20261122T150405Z` to epoch milliseconds. */
function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? undefined : at
}

function refuse(why: Refusal): Verdict {
  return { ok: false, why }
}
