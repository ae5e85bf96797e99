import { createHmac, timingSafeEqual } from 'node:crypto'

/** What the bearer of a right may do, until a time in epoch milliseconds. */
export type FileRight =
  | {
      readonly may: 'read'
      readonly method: string
      readonly key: string
      readonly type: string
      readonly disposition: string
      readonly until: number
    }
  | {
      readonly may: 'upload'
      readonly key: string
      readonly type: string
      readonly name: string
      readonly size: number
      readonly until: number
    }

/** Proves a right to whoever holds the same key; nothing of it is kept. */
export function signRight(right: FileRight, key: string): string {
  const words = Object.entries(right).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHmac('sha256', key)
    .update(`tasvib file right ${JSON.stringify(words)}`)
    .digest('base64url')
}

/** Whether this is what was signed, and its time is not over. */
export function isRight(
  right: FileRight,
  proof: string,
  { key, now }: { key: string; now: number },
): boolean {
  const [expected, given] = [Buffer.from(signRight(right, key)), Buffer.from(proof)]
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false
  return now < right.until
}
