import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'

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

/** Second factors, each by the mailbox of whose it is. They are kept encrypted, by a key that is not where they are. */
export interface Factors extends Sealer {
  find(email: string): Promise<{ readonly factor: Factor; readonly version: number } | undefined>
  /** Writes it over that version, 0 for none; false when it is another by now: of two uses of one code one is refused. */
  put(email: string, factor: Factor, over: number): Promise<boolean>
  /** False when there was none. */
  remove(email: string): Promise<boolean>
}

export interface Sealer {
  /** Encrypts a text for one mailbox. */
  seal(email: string, text: string): string
  /** Undefined for what was not sealed here for that mailbox. */
  open(email: string, sealed: string): string | undefined
}

/** The digest of a mailbox, under which its factor stands. */
export function mailboxDigest(email: string): string {
  return digestOfBytes(comparableAddress(email))
}

/** AES-256-GCM, bound to the mailbox. The key is asked for when it is needed: whoever only removes has none. */
export function sealer(key: () => string): Sealer {
  const derived = () => Buffer.from(hkdfSync('sha256', key(), '', 'second factor', 32))
  return {
    seal(email, text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derived(), nonce)
      cipher.setAAD(Buffer.from(mailboxDigest(email)))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url')
    },
    open(email, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return undefined
      const decipher = createDecipheriv('aes-256-gcm', derived(), bytes.subarray(0, 12), {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(mailboxDigest(email)))
      decipher.setAuthTag(bytes.subarray(12, 28))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

/** What lies in a row. @throws Error for one that another key has sealed */
export function factorIn(seals: Sealer, email: string, sealed: string): Factor {
  const text = seals.open(email, sealed)
  if (text === undefined) throw new Error('A second factor cannot be opened: the key of codes is another one')
  return factorSchema.parse(JSON.parse(text))
}
