import { problems } from '#functions/shared/edge/errors.ts'
import { networkOf } from '#functions/shared/edge/network-of.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import { mailboxDigest } from '#workflows/programme/address-digest.ts'
import { sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { SubmitDependencies } from './submit-dependencies.ts'

/** Seconds. */
const day = 24 * 60 * 60

/** How much one sender may ask for. A whole office may share one address of the network, so those limits are wide. */
export const limits = {
  proposalsPerIp: { count: 100, seconds: 600 },
  uploadsPerIp: { count: 300, seconds: 600 },
  /** Bytes that one network may send in a day: some forty proposals with all their files. */
  bytesPerNetwork: { count: 2_000_000_000, seconds: day },
  /** Bytes of one customer of a network in a day, who may have many IPv6 networks: nobody takes the room of all alone. */
  bytesPerCustomer: { count: 4_000_000_000, seconds: day },
  /** Bytes of the proposals that name one mailbox in a day; a partner may send more in the same measure. */
  bytesPerAddress: { count: 300_000_000, seconds: day },
  /** Bytes of the whole installation in a day, whoever sends them: what waits for its proposal goes away after as long. */
  bytesOfAll: { count: 20_000_000_000, seconds: day },
  /**
   * Mails that anybody can have sent to one mailbox, in whatever spelling, before it confirmed: of its proposals, of those sent
   * again and corrected to it, of half-filled forms and of lost links, all together. A programme may allow its partners more.
   */
  proposalsPerAddress: { count: 3, seconds: day },
  /** Pages after one sending that can have its mail sent again: a repeated request opens another. */
  sendingsPerCase: { count: 20, seconds: day },
} as const

/** How many proposals, and other mails before it confirmed, may name a mailbox. */
export function proposalsOf(
  email: string,
  { partners }: Pick<Programme, 'partners'>,
): { readonly count: number; readonly seconds: number } {
  const partner = partners?.find((one) => sameMailbox(one.email, email))
  const { count, seconds } = limits.proposalsPerAddress
  return { count: Math.max(count, partner?.proposalsPerDay ?? 0), seconds }
}

/** How many bytes the proposals may have that name a mailbox. */
export function bytesOf(email: string, programme: Pick<Programme, 'partners'>, amount: number) {
  const { count, seconds } = limits.bytesPerAddress
  const times = proposalsOf(email, programme).count / limits.proposalsPerAddress.count
  return { count: Math.ceil(count * times), seconds, amount }
}

/** The problem of whoever sends more bytes than their network or the installation has room for; null where there is room. */
export async function roomFault(
  { ip, bytes }: { readonly ip: string; readonly bytes: number },
  { throttle, now }: Pick<SubmitDependencies, 'throttle' | 'now'>,
): Promise<Problem | null> {
  if (bytes === 0) return null
  const own = await throttle.take(buckets.bytesFrom(ip), { ...limits.bytesPerNetwork, amount: bytes }, now())
  if (!own.allowed) return problems.tooMany(own.retryAfter)
  const customer = { ...limits.bytesPerCustomer, amount: bytes }
  const whole = await throttle.take(buckets.bytesFromCustomer(ip), customer, now())
  if (!whole.allowed) return problems.tooMany(whole.retryAfter)
  const all = await throttle.take(buckets.bytesOfAll, { ...limits.bytesOfAll, amount: bytes }, now())
  return all.allowed ? null : problems.full(all.retryAfter)
}

export const buckets = {
  /** Counted apart, so that whoever may upload may look too. */
  looksOf: (ip: string) => `looks-ip ${networkOf(ip)}`,
  bytesFrom: (ip: string) => `bytes-from ${networkOf(ip)}`,
  bytesFromCustomer: (ip: string) => `bytes-customer ${networkOf(ip, 48)}`,
  bytesFor: (email: string) => `bytes-email ${mailboxDigest(email)}`,
  bytesOfAll: 'bytes',
  unsentFrom: (ip: string) => `unsent-ip ${networkOf(ip)}`,
  proposalsOf: (ip: string) => `proposals-ip ${networkOf(ip)}`,
  uploadsOf: (ip: string) => `uploads-ip ${networkOf(ip)}`,
  /** The address itself is personal and stays out of the bucket's name. */
  proposalsFor: (email: string) => `proposals-email ${mailboxDigest(email)}`,
} as const
