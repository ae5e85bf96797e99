import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { comparableAddress } from '#workflows/programme/comparable-address.ts'

/** How much one sender may ask for. A whole office may share one address of the network, so those limits are wide. */
export const limits = {
  proposalsPerIp: { count: 100, seconds: 600 },
  uploadsPerIp: { count: 300, seconds: 600 },
  /** Each proposal sends its applicant one mail before the address is confirmed: nobody is flooded through this form. */
  proposalsPerAddress: { count: 3, seconds: 24 * 60 * 60 },
} as const

export const buckets = {
  proposalsOf: (ip: string) => `proposals-ip ${ip}`,
  uploadsOf: (ip: string) => `uploads-ip ${ip}`,
  /** The address itself is personal and stays out of the bucket's name. */
  proposalsFor: (email: string) => `proposals-email ${digestOfBytes(comparableAddress(email))}`,
} as const
