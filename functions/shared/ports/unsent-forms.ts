import * as z from 'zod'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'

/** A half-filled form that waits for its writer on another device. What it says is sealed with the link's own secret. */
export const unsentFormSchema = z.object({
  /** Of the address to which the link went, so that an erasure finds it. */
  mailbox: z.string(),
  sealed: z.string(),
  expires: z.iso.datetime(),
})
export type UnsentForm = z.infer<typeof unsentFormSchema>

/** Forms that nobody has sent yet, by the digest of the link that opens them: who reads the rows can read none of them. */
export interface UnsentForms {
  keep(digest: string, form: UnsentForm): Promise<void>
  /** Undefined when it is unknown, erased or past its time. */
  find(digest: string, now: Date): Promise<UnsentForm | undefined>
  erase(digest: string): Promise<void>
}

/** Names a mailbox, in whatever spelling of its address, without telling the address. */
export function unsentMailbox(email: string): string {
  return digestOfBytes(`unsent ${comparableAddress(email)}`)
}
