import fc from 'fast-check'

/** Where a byte is changed, and which of its bits are flipped. */
type Change = readonly [place: number, by: number]

/** Any change of one byte among so many. */
export function anyChange(length: number): fc.Arbitrary<[number, number]> {
  return fc.tuple(fc.nat({ max: length - 1 }), fc.integer({ min: 1, max: 255 }))
}

export function changed(bytes: Uint8Array, [place, by]: Change): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[place] = (copy[place] ?? 0) ^ by
  return copy
}

/** Tries 1,000 changes of one byte each, at places that count; throws at the first that is not found, and answers how many there were. */
export function findsChanges(
  bytes: Uint8Array,
  isFound: (bytes: Uint8Array) => boolean,
  counts: (place: number) => boolean = () => true,
): number {
  let tries = 0
  fc.assert(
    fc.property(anyChange(bytes.length), (change) => {
      fc.pre(counts(change[0]))
      tries += 1
      return isFound(changed(bytes, change))
    }),
    { numRuns: 1_000 },
  )
  return tries
}
