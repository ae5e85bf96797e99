import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { typed } from '#functions/shared/pages/form-faults.ts'
import { decrypt, encrypt } from '#functions/shared/ports/encrypted.ts'
import { isToken } from '#functions/shared/ports/links.ts'
import type { UnsentForm } from '#functions/shared/ports/unsent-forms.ts'
import { digestOfBytes, digestSchema } from '#workflows/ledger/digest.ts'

/** The hidden field of a form that is kept for another device: what is kept there goes once it is sent. */
export const unsentField = 'unsent'

/** What a page carries of a kept form: the secret of its link, or one that writes the form anew and opens nothing. */
export interface Carried {
  readonly digest: string
  readonly token?: string
  readonly writer?: string
}

export function carriedIn(body: unknown): Carried | undefined {
  const carried = typed(body, unsentField)
  if (isToken(carried)) return { digest: unsentDigest(carried), token: carried }
  const [digest = '', secret = '', ...more] = carried.split('.')
  if (more.length > 0 || !digestSchema.safeParse(digest).success || !isToken(secret)) return undefined
  return { digest, writer: writerOf(secret) }
}

/** For the page from which a form was kept: it names the form and not the secret of its link. */
export function pageSecret(digest: string, secret: string): string {
  return `${digest}.${secret}`
}

export function writerOf(secret: string): string {
  return digestOfBytes(`unsent page ${secret}`)
}

/** Under which an encrypted form is kept; it tells nothing of the link's secret. */
export function unsentDigest(token: string): string {
  return digestOfBytes(`unsent ${token}`)
}

/** To whom a form is sealed: whoever has this alone can write it anew, and read nothing. */
export function unsentAddressee(token: string): string {
  return publicPart(createPublicKey(privateKeyOf(token)))
}

/** Seals a form so that the link's secret alone opens it: X25519 with a key made for this one time, HKDF, AES-256-GCM. */
export function sealUnsent(addressee: string, text: string): string {
  const once = generateKeyPairSync('x25519')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: addressee }, format: 'jwk' })
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey })
  const sender = publicPart(once.publicKey)
  return `${sender}.${encrypt(sharedKey(shared, sender, addressee), text)}`
}

/** Opens it; undefined for what is not sealed to this secret. What an earlier release kept is sealed under the secret itself. */
export function openUnsent(
  token: string,
  { addressee, sealed }: Pick<UnsentForm, 'addressee' | 'sealed'>,
): string | undefined {
  if (addressee === undefined) return decrypt(earlierKey(token), sealed)
  const [sender = '', encrypted = ''] = sealed.split('.')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: sender }, format: 'jwk' })
  const shared = diffieHellman({ privateKey: privateKeyOf(token), publicKey })
  return decrypt(sharedKey(shared, sender, addressee), encrypted)
}

function earlierKey(token: string): Buffer {
  return createHash('sha256').update(`unsent form ${token}`).digest()
}

function sharedKey(shared: Buffer, sender: string, addressee: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', shared, `${sender}.${addressee}`, 'unsent form', 32))
}

/** What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

function privateKeyOf(token: string): KeyObject {
  const bytes = createHash('sha256').update(`unsent key ${token}`).digest()
  return createPrivateKey({ key: Buffer.concat([pkcs8, bytes]), format: 'der', type: 'pkcs8' })
}

function publicPart(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? ''
}
