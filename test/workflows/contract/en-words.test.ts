import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { englishWords } from '#workflows/contract/en-words.ts'

describe('amounts in English words', () => {
  it.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [40, 'forty'],
    [99, 'ninety-nine'],
    [100, 'one hundred'],
    [1404, 'one thousand four hundred four'],
    [2_500_000_000, 'two billion five hundred million'],
    [1_000_000_000_000, 'one trillion'],
    [3_000_000_000_000_021, 'three quadrillion twenty-one'],
    [-7, 'minus seven'],
  ])('spells %d', (amount, words) => {
    expect(englishWords(amount)).toBe(words)
  })

  it('differ for different numbers', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n })
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        expect(englishWords(one) === englishWords(other)).toBe(one === other)
      }),
    )
  })

  it('use only words of numbers', () => {
    const words =
      /^(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|[mb]illion|trillion|quadrillion)(?:[ -]|$))+$/
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }), (amount) => {
        expect(englishWords(amount)).toMatch(words)
      }),
    )
  })

  it('are refused where Persian words are', () => {
    expect(() => englishWords(10n ** 18n)).toThrow(RangeError)
  })
})
