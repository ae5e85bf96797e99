import { networkOf } from '#functions/shared/edge/network-of.ts'

/** How much one network address may ask for. A whole office may share one, so these are wide; the API's own limit is over them. */
export const limits = {
  checks: { count: 120, seconds: 600 },
  /** A page of the feed reads as many files as it has contracts. */
  pages: { count: 120, seconds: 600 },
} as const

export const buckets = {
  checksOf: (ip: string) => `checks-ip ${networkOf(ip)}`,
  pagesOf: (ip: string) => `pages-ip ${networkOf(ip)}`,
} as const
