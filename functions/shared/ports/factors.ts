import { hkdfSync } from 'node:crypto'
import * as z from 'zod'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import { decrypt, encrypt } from './encrypted.ts'

/** What somebody's second factor is checked by. */
const factorSchema = z.object({
  /** Of the one-time passwords (RFC 6238), base 32. */
  secret: z.string(),
  enrolledAt: z.iso.datetime(),
  /** The last time step whose code was taken: none at or before it is taken again. */
  lastStep: z.int(),
  /** SHA-256 of each recovery code that is left. */
  recovery: z.array(z.string()),
})
export type Factor = z.infer<typeof factorSchema>

/** What is kept of a member's second factor. */
interface KeptFactor {
  /** Null when it was encrypted by a key that is no longer there: it is still owed, and has to be reset. */
  readonly factor: Factor | null
  readonly version: number
}

/** Second factors, each by the member whose it is. They are kept encrypted, by a key that is not where they are. */
export interface Factors extends Encrypter {
  find(email: string): Promise<KeptFactor | undefined>
  /** Writes it over that version, 0 for none; false when it is another by now: of two uses of one code one is refused. */
  put(email: string, factor: Factor, over: number): Promise<boolean>
  /** False when there was none. */
  remove(email: string): Promise<boolean>
}

export interface Encrypter {
  /** Encrypts a text for one member. */
  encrypt(email: string, text: string): Promise<string>
  /** Undefined for what was not encrypted here for that member. */
  decrypt(email: string, encrypted: string): Promise<string | undefined>
}

/** Bound to the member. The key is asked for when it is needed: whoever only removes has none. */
export function encrypter(key: () => string | Promise<string>): Encrypter {
  const derived = async () => Buffer.from(hkdfSync('sha256', await key(), '', 'second factor', 32))
  return {
    encrypt: async (email, text) => encrypt(await derived(), text, memberDigest(email)),
    decrypt: async (email, encrypted) => decrypt(await derived(), encrypted, memberDigest(email)),
  }
}

/** What lies in a row; null when the key is another by now. */
export async function factorIn(by: Encrypter, email: string, encrypted: string): Promise<Factor | null> {
  const text = await by.decrypt(email, encrypted)
  return text === undefined ? null : factorSchema.parse(JSON.parse(text))
}
