import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * Signatures of Standard Webhooks (https://www.standardwebhooks.com, version 1): HMAC-SHA256 over `id.timestamp.body`, base64,
 * in the header `webhook-signature` as `v1,…`; one for each secret, parted by spaces, so that a secret can be changed without
 * a delivery that cannot be verified.
 */

/** `whsec_` and base64 of 24 to 64 bytes. */
const secretPattern = /^whsec_([A-Za-z0-9+/]+={0,2})$/

/** The bytes of one secret; undefined when it is none. */
export function secretBytes(secret: string): Buffer | undefined {
  const encoded = secretPattern.exec(secret)?.[1]
  if (encoded === undefined) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined
}

export interface SignedMessage {
  readonly id: string
  /** Epoch seconds. */
  readonly timestamp: number
  /** Exactly as it is sent. */
  readonly body: string
}

/**
 * The headers under which a message is sent.
 * @param secrets at least one, the newest first
 * @throws RangeError for a secret that is none; its value is not in the message
 */
export function webhookHeaders(
  { id, timestamp, body }: SignedMessage,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  if (secrets.length === 0) throw new RangeError('A webhook needs a secret')
  const signatures = secrets.map((secret) => `v1,${signatureOf({ id, timestamp, body }, secret)}`)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

/** Whether a signature header holds one that this secret made: what a receiver does, for tests and for the docs. */
export function isSignedBy(header: string, message: SignedMessage, secret: string): boolean {
  const own = Buffer.from(signatureOf(message, secret))
  return header.split(' ').some((part) => {
    const [version, signature = ''] = part.split(',', 2)
    const given = Buffer.from(signature)
    return version === 'v1' && given.length === own.length && timingSafeEqual(given, own)
  })
}

function signatureOf({ id, timestamp, body }: SignedMessage, secret: string): string {
  const bytes = secretBytes(secret)
  if (bytes === undefined) throw new RangeError('A webhook secret is whsec_ and base64 of 24 to 64 bytes')
  return createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')
}
