import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)
export type Digest = z.infer<typeof digestSchema>

/** Canonical JSON by RFC 8785. Throws on values that JSON does not have. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form')
  return text
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): Digest {
  return digestOfBytes(canonicalJson(value))
}

/** SHA-256 of bytes, or of a text's UTF-8. */
export function digestOfBytes(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}
