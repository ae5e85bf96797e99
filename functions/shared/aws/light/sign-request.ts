import { createHmac, hash } from 'node:crypto'

/** A request as it is sent; names of headers are in lower case. */
export interface Unsigned {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SigningKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of credentials that end, as every function's do. */
  readonly sessionToken?: string | undefined
}

export interface SigningScope {
  readonly region: string
  /** As AWS names it in signatures, e.g. `states`. */
  readonly service: string
}

/**
 * The headers of a request with those that sign it: AWS's Signature Version 4, of every header that is given and of the host
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). The path is signed as the URL
 * has it, which is right where nothing in it is escaped: what is called here has its one address, `/`.
 */
export function signedHeaders(
  { method, url, headers, body }: Unsigned,
  key: SigningKey,
  { region, service }: SigningScope,
  at: Date,
): Record<string, string> {
  const time = at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const date = time.slice(0, 8)
  const signed: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-date': time,
    ...(key.sessionToken === undefined ? {} : { 'x-amz-security-token': key.sessionToken }),
  }
  const names = Object.keys(signed).sort()
  const lines = names.map((name) => `${name}:${signed[name]?.trim().replaceAll(/ +/g, ' ')}\n`)
  const query = [...url.searchParams].map((pair) => pair.map(escaped).join('=')).sort()
  const request = [
    method,
    url.pathname,
    query.join('&'),
    lines.join(''),
    names.join(';'),
    hash('sha256', body),
  ]
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash('sha256', request.join('\n'))].join('\n')
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${key.secretAccessKey}`,
  )
  const signature = createHmac('sha256', signingKey).update(toSign).digest('hex')
  signed['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return signed
}

/** By RFC 3986, of which `encodeURIComponent` leaves five characters. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
