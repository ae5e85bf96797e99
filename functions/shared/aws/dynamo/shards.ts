/** A partition of an index takes about a thousand writes a second; four of them are far more than a city needs. */
export const shards = ['0', '1', '2', '3'] as const

/** Spreads references evenly; it needs no secrecy, only to stay the same for ever. */
export function shardOf(reference: string): string {
  let sum = 0
  for (const letter of reference) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return shards[sum % shards.length] ?? shards[0]
}
