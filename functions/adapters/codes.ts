/** Seconds for which a code can be used. */
export const codeValidFor = 10 * 60

/** At whose place, and to which address it is mailed: a code is no good to whoever takes the place afterwards. */
export interface CodePlace {
  readonly reference: string
  readonly signatory: string
  readonly email: string
}

/** Six-digit signing codes: ten minutes, five tries, once. Stored as an HMAC under a key that the table does not hold. */
export interface Codes {
  /** Makes a new code for a signatory; the one before is void. */
  issue(place: CodePlace, now: Date): Promise<string>
  /** Counts a wrong try. `right` carries the hash to use the code up in the signature's own transaction. */
  check(
    place: CodePlace,
    code: string,
    now: Date,
  ): Promise<{ result: 'right'; hash: string } | { result: 'wrong' | 'locked' | 'expired' }>
}
