import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** Seconds for which a code can be used. */
export const codeValidFor = 10 * 60
/** Seconds for which those before still work once another was asked for: whoever asks for codes cannot void the good one. */
const codeOutlives = 60
/** Codes that were mailed before the newest, and until when each works. Milliseconds. */
export const earlierCodesSchema = z.array(z.object({ hash: z.string(), until: z.number() }))
export type EarlierCode = z.infer<typeof earlierCodesSchema>[number]
/** How many codes at most may work beside the newest. */
const mostEarlier = 4

/** Which of the codes before the newest still work once that is made. */
export function outlivingCodes(codes: readonly EarlierCode[], now: Date): EarlierCode[] {
  const last = now.getTime() + codeOutlives * 1_000
  return codes
    .filter(({ until }) => until > now.getTime())
    .map(({ hash, until }) => ({ hash, until: Math.min(until, last) }))
    .slice(-mostEarlier)
}

/**
 * What the code is for, and to which address it is mailed: it is no good to whoever takes the place afterwards. A place is a
 * signatory, finance's money, or a member of the board.
 */
export interface CodePlace {
  readonly reference: string
  readonly place: string
  readonly email: string
}

/** Six-digit signing codes: ten minutes, five tries, once. Stored as an HMAC under a key that the table does not hold. */
export interface Codes {
  /** Makes a new code for a place; those before work for a minute more, and the tries are counted anew. */
  issue(place: CodePlace, now: Date): Promise<string>
  /** Counts a wrong try. `right` carries the newest code's hash, to use them all up in the signature's own transaction. */
  check(
    place: CodePlace,
    code: string,
    now: Date,
  ): Promise<{ result: 'right'; hash: string } | { result: 'wrong' | 'locked' | 'expired' }>
  /** Uses a code up where no entry does it; false when it was used before or another was mailed. */
  use(place: Omit<CodePlace, 'email'>, hash: string): Promise<boolean>
}

/** Wrong ones that a code survives. */
export const mostTries = 5

/** A million codes are soon tried out, so the key of the hash is not where the hash is kept. */
export function codeHash(key: string, { reference, place, email }: CodePlace, code: string): string {
  return createHmac('sha256', key)
    .update(`${reference}|${place}|${email.toLowerCase()}|${code}`)
    .digest('hex')
}

/** Whether a hash is that of a code that still works. All are compared, each in constant time. */
export function isAmong(codes: readonly EarlierCode[], given: string, now: Date): boolean {
  const good = codes.filter(({ until }) => until > now.getTime())
  return good.filter(({ hash }) => isSame(hash, given)).length > 0
}

function isSame(kept: string, given: string): boolean {
  return kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
}
