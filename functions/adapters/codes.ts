/** Seconds for which a code can be used. */
export const codeValidFor = 10 * 60
/** Seconds for which those before still work once another was asked for: whoever asks for codes cannot void the good one. */
const codeOutlives = 60
/** A code that was mailed before the newest, and until when it works. Milliseconds. */
export interface EarlierCode {
  readonly hash: string
  readonly until: number
}
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

/** At whose place, and to which address it is mailed: a code is no good to whoever takes the place afterwards. */
export interface CodePlace {
  readonly reference: string
  readonly signatory: string
  readonly email: string
}

/** Six-digit signing codes: ten minutes, five tries, once. Stored as an HMAC under a key that the table does not hold. */
export interface Codes {
  /** Makes a new code for a signatory; those before work for a minute more, and the tries are counted anew. */
  issue(place: CodePlace, now: Date): Promise<string>
  /** Counts a wrong try. `right` carries the newest code's hash, to use them all up in the signature's own transaction. */
  check(
    place: CodePlace,
    code: string,
    now: Date,
  ): Promise<{ result: 'right'; hash: string } | { result: 'wrong' | 'locked' | 'expired' }>
}
