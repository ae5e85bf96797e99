import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { leafHash, merkleRoot } from '#workflows/ledger/merkle.ts'

/** The same in the other direction: pairs are joined level by level, and what is left over goes up as it is. */
function rootByLevels(hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0] ?? ''
  const next: string[] = []
  for (let index = 0; index < hashes.length; index += 2) {
    const [left = '', right] = hashes.slice(index, index + 2)
    next.push(right === undefined ? left : digestOfBytes(Buffer.from(`01${left}${right}`, 'hex')))
  }
  return rootByLevels(next)
}

const hashes = (minLength: number) =>
  fc.array(fc.nat().map(String).map(digestOfBytes), { minLength, maxLength: 70 })

describe('the root of a tree', () => {
  it('of nothing is the hash of nothing, as RFC 6962 says', () => {
    expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('is the same made from above and from below', () => {
    fc.assert(
      fc.property(hashes(1), (leaves) => {
        expect(merkleRoot(leaves)).toBe(rootByLevels(leaves))
      }),
    )
  })

  it('changes with any leaf, and with their number', () => {
    fc.assert(
      fc.property(hashes(1), fc.nat(), (leaves, at) => {
        const changed = leaves.with(at % leaves.length, digestOfBytes('another'))
        expect(merkleRoot(changed)).not.toBe(merkleRoot(leaves))
        expect(merkleRoot([...leaves, digestOfBytes('one more')])).not.toBe(merkleRoot(leaves))
      }),
    )
  })

  it('knows a leaf by its case, its length and its digest', () => {
    const leaf = { reference: 'TSV-1405-7F3K2', sequence: 3, digest: digestOfBytes('tip') }
    const others = [
      { ...leaf, reference: 'TSV-1405-7F3K3' },
      { ...leaf, sequence: 4 },
      { ...leaf, digest: digestOfBytes('other') },
    ]
    expect(new Set([leaf, ...others].map(leafHash)).size).toBe(4)
  })
})
