import * as z from 'zod'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'

/** A half-filled form that waits for its writer on another device. What it says is sealed to the link's own secret. */
export const unsentFormSchema = z.object({
  /** Of the address to which the link went, so that an erasure finds it. */
  mailbox: z.string(),
  sealed: z.string(),
  /** To whom it is sealed; absent where the link's secret itself is the key, as earlier releases kept it. */
  addressee: z.string().optional(),
  /** Digest of the secret by which the page that it was first kept from may write it anew; gone once the link itself did. */
  writer: z.string().optional(),
  expires: z.iso.datetime(),
})
export type UnsentForm = z.infer<typeof unsentFormSchema>

/** Forms that nobody has sent yet, by the digest of the link that opens them: who reads the rows can read none of them. */
export interface UnsentForms {
  /** With a writer only in place of a form that has that writer: false, and nothing is kept, where there is none. */
  keep(digest: string, form: UnsentForm, writer?: string): Promise<boolean>
  /** Undefined when it is unknown, erased or past its time. */
  find(digest: string, now: Date): Promise<UnsentForm | undefined>
  /** With a writer only a form that has that writer. */
  erase(digest: string, writer?: string): Promise<void>
}

/** Names a mailbox, in whatever spelling of its address, without telling the address. */
export function unsentMailbox(email: string): string {
  return digestOfBytes(`unsent ${comparableAddress(email)}`)
}
