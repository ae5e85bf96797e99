import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from './comparable-address.ts'
import { identityOf } from './identity-of.ts'

/** Of a mailbox, however its address is spelled: under it limits are counted. */
export function mailboxDigest(email: string): string {
  return digestOfBytes(comparableAddress(email))
}

/** Of a member, under which their second factor and sessions stand. People of a programme are told apart by the very address (ADR 15). */
export function memberDigest(email: string): string {
  return digestOfBytes(identityOf({ email }))
}
