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

/** What a member needs besides their mailbox to set up the next factor, after theirs was reset. */
const enrolmentSchema = z.object({
  /** SHA-256 of the code. */
  digest: z.string(),
  until: z.iso.datetime(),
})
export type Enrolment = z.infer<typeof enrolmentSchema>

/**
 * What is kept of a member's second factor. One that was encrypted by a key that is no longer there is unreadable: it is still
 * owed, and has to be reset.
 */
export type KeptFactor = { readonly version: number } & (
  | { readonly state: 'set'; readonly factor: Factor }
  | { readonly state: 'unreadable' }
  | { readonly state: 'reset'; readonly enrolment: Enrolment }
)

/** Second factors, each by the member whose it is. They are kept encrypted, by a key that is not where they are. */
export interface Factors extends Encrypter {
  find(email: string): Promise<KeptFactor | undefined>
  /** Writes it over that version, 0 for none; false when it is another by now: of two uses of one code one is refused. */
  put(email: string, factor: Factor, over: number): Promise<boolean>
  /** Puts in its place what the next one is set up with. False when there was none: then the mailbox alone sets up the first. */
  reset(email: string, enrolment: Enrolment): Promise<boolean>
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

/** What lies in a row. A reset needs no key, and what is encrypted is no JSON. */
export async function keptFactor(
  by: Encrypter,
  email: string,
  { body, version }: { readonly body: string; readonly version: number },
): Promise<KeptFactor> {
  if (body.startsWith('{'))
    return { state: 'reset', enrolment: enrolmentSchema.parse(JSON.parse(body)), version }
  const text = await by.decrypt(email, body)
  if (text === undefined) return { state: 'unreadable', version }
  return { state: 'set', factor: factorSchema.parse(JSON.parse(text)), version }
}
