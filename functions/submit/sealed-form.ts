import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

const algorithm = 'aes-256-gcm'
/** Bytes. */
const nonceLength = 12
const tagLength = 16

/** Under which a sealed form is kept; it tells nothing of the link's secret. */
export function unsentDigest(token: string): string {
  return digestOfBytes(`unsent ${token}`)
}

/** A text that only the link's secret opens again: who reads the store reads nothing of it. */
export function seal(token: string, text: string): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, keyOf(token), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws Error when it was sealed with another secret, or was changed */
export function unseal(token: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(algorithm, keyOf(token), bytes.subarray(0, nonceLength), {
    authTagLength: tagLength,
  })
  decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
  return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString(
    'utf8',
  )
}

function keyOf(token: string): Buffer {
  return createHash('sha256').update(`unsent form ${token}`).digest()
}
