import * as z from 'zod'
import { type Digest, digestOf } from './digest.ts'

/**
 * Personal data that may have to be erased one day. It stands beside the hashed part of an entry, which holds only its digest:
 * erasing it leaves the chain whole. The salt keeps short values (a mobile number) from being guessed from the digest.
 */
export const personalSchema = z.object({ salt: z.string().min(16), value: z.record(z.string(), z.unknown()) })
export type Personal = z.infer<typeof personalSchema>

export function personalDigest(personal: Personal): Digest {
  return digestOf({ salt: personal.salt, value: personal.value })
}
