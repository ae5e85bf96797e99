/** One value of a DER encoding (X.690). */
export interface DerValue {
  readonly tag: number
  /** Tag, length and content. */
  readonly bytes: Uint8Array
  readonly content: Uint8Array
}

/**
 * The values that stand one after the other in `bytes`.
 * @throws RangeError when one is cut off, or written in a way that DER does not have
 */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = []
  for (let rest = bytes; rest.length > 0;) {
    const value = firstOf(rest)
    values.push(value)
    rest = rest.subarray(value.bytes.length)
  }
  return values
}

/**
 * The first value in `bytes`, whatever follows it.
 * @throws RangeError as `readDer` does
 */
export function firstOf(bytes: Uint8Array): DerValue {
  const [tag, short] = bytes
  if (tag === undefined || short === undefined) throw new RangeError('The DER encoding is cut off')
  const digits = short < 0x80 ? Uint8Array.of(short) : bytes.subarray(2, 2 + short - 0x80)
  if (digits.length < 1 || digits.length > 4) throw new RangeError('DER has no such length')
  const start = short < 0x80 ? 2 : 2 + digits.length
  const end = start + digits.reduce((length, digit) => length * 256 + digit, 0)
  if (end > bytes.length) throw new RangeError('The DER encoding is cut off')
  return { tag, bytes: bytes.subarray(0, end), content: bytes.subarray(start, end) }
}
