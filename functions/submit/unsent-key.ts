import { createHash } from 'node:crypto'
import { digestOfBytes } from '#workflows/ledger/digest.ts'

/** Under which an encrypted form is kept; it tells nothing of the link's secret. */
export function unsentDigest(token: string): string {
  return digestOfBytes(`unsent ${token}`)
}

/** What only the link's secret gives: who reads the store reads nothing of the form. */
export function unsentKey(token: string): Buffer {
  return createHash('sha256').update(`unsent form ${token}`).digest()
}
