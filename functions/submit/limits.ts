import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress, sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** How much one sender may ask for. A whole office may share one address of the network, so those limits are wide. */
export const limits = {
  proposalsPerIp: { count: 100, seconds: 600 },
  uploadsPerIp: { count: 300, seconds: 600 },
  /**
   * Each proposal sends its applicant one mail before the address is confirmed: nobody is flooded through this form. Of one
   * mailbox, in whatever spelling; a programme may allow its partners more.
   */
  proposalsPerAddress: { count: 3, seconds: 24 * 60 * 60 },
} as const

/** How many proposals may name a mailbox. */
export function proposalsOf(
  email: string,
  { partners }: Pick<Programme, 'partners'>,
): { readonly count: number; readonly seconds: number } {
  const partner = partners?.find((one) => sameMailbox(one.email, email))
  const { count, seconds } = limits.proposalsPerAddress
  return { count: Math.max(count, partner?.proposalsPerDay ?? 0), seconds }
}

export const buckets = {
  proposalsOf: (ip: string) => `proposals-ip ${ip}`,
  /** Counted apart, so that whoever may upload may look too. */
  looksOf: (ip: string) => `looks-ip ${ip}`,
  uploadsOf: (ip: string) => `uploads-ip ${ip}`,
  /** The address itself is personal and stays out of the bucket's name. */
  proposalsFor: (email: string) => `proposals-email ${digestOfBytes(comparableAddress(email))}`,
} as const
