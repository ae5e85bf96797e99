import type { Random } from '#functions/shared/ports/random.ts'

/** Randomness that counts: every value is new, of the right shape, and the same in every run. */
export function fixedRandom(start = 0): Random {
  let count = start
  const next = (length: number, pad: string) => {
    count += 1
    return count.toString().padStart(length, pad)
  }
  return {
    token: () => next(43, 'T'),
    id: () => next(22, 'I'),
    referenceTail: () => next(5, 'R'),
    code: () => next(6, '0'),
  }
}
