import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { persianWords } from '#workflows/contract/fa-words.ts'

const table = (words: string, from: bigint, step: bigint): [string, bigint][] =>
  words.split(' ').map((word, index) => [word, from + BigInt(index) * step])

const UNITS: Readonly<Record<string, bigint>> = Object.fromEntries([
  ...table('یک دو سه چهار پنج شش هفت هشت نه ده', 1n, 1n),
  ...table('یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده', 11n, 1n),
  ...table('بیست سی چهل پنجاه شصت هفتاد هشتاد نود', 20n, 10n),
  ...table('یکصد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد', 100n, 100n),
])
const SCALES: Readonly<Record<string, bigint>> = { هزار: 1000n, میلیون: 1_000_000n }

/** Reads a spelled number back; throws on any word that is not in the table. */
const read = (words: string): bigint => {
  let [milliards, part, group] = [0n, 0n, 0n]
  for (const word of words.split(' ').filter((word) => word !== 'و')) {
    const unit = UNITS[word]
    const scale = SCALES[word]
    if (unit !== undefined) group += unit
    else if (scale !== undefined) {
      part += group * scale
      group = 0n
    } else if (word === 'میلیارد') {
      milliards = part + group
      part = 0n
      group = 0n
    } else throw new Error(`unknown word ${word}`)
  }
  return milliards * 1_000_000_000n + part + group
}

describe('amounts in Persian words', () => {
  it.each([
    [0, 'صفر'],
    [1, 'یک'],
    [19, 'نوزده'],
    [21, 'بیست و یک'],
    [100, 'یکصد'],
    [101, 'یکصد و یک'],
    [555, 'پانصد و پنجاه و پنج'],
    [666, 'ششصد و شصت و شش'],
    [777, 'هفتصد و هفتاد و هفت'],
    [889, 'هشتصد و هشتاد و نه'],
    [999, 'نهصد و نود و نه'],
    [1000, 'یک هزار'],
    [1404, 'یک هزار و چهارصد و چهار'],
    [10_000, 'ده هزار'],
    [1_000_000, 'یک میلیون'],
    [1_500_000, 'یک میلیون و پانصد هزار'],
    [250_000_000, 'دویست و پنجاه میلیون'],
    [2_500_000_000, 'دو میلیارد و پانصد میلیون'],
    [48_000_000_000, 'چهل و هشت میلیارد'],
    [1_000_000_000_000, 'یک هزار میلیارد'],
    [2_300_000_000_000, 'دو هزار و سیصد میلیارد'],
    [1_000_000_000_000_000, 'یک میلیون میلیارد'],
    [-5, 'منفی پنج'],
  ])('spells %d the way offices do', (amount, words) => {
    expect(persianWords(amount)).toBe(words)
  })

  it('can be read back to the same number, so no two numbers are spelled alike', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }), (amount) => {
        expect(read(persianWords(amount))).toBe(amount)
      }),
      { numRuns: 2000 },
    )
  })

  it('are the same for a number and a bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        expect(persianWords(amount)).toBe(persianWords(BigInt(amount)))
      }),
    )
  })

  it.each([10n ** 18n, -(10n ** 18n), 0.5, Number.NaN, 2 ** 53])('are refused for %s', (amount) => {
    expect(() => persianWords(amount)).toThrow(RangeError)
  })
})
