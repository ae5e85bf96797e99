import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf } from '#functions/adapters/contract-template/font-coverage.ts'
import { printable, printableText } from '#functions/adapters/contract-template/printable.ts'
import { typesetterAssets } from '#functions/adapters/contract-typesetter.ts'

const [regular, bold] = typesetterAssets()
  .filter((file) => file.endsWith('.ttf'))
  .map((file) => coverageOf(readFileSync(file)))
if (regular === undefined || bold === undefined) throw new Error('the typesetter has two fonts')

const LETTERS = Array.from('ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹abcXYZ0123456789')

const breaks = (data: unknown): number => JSON.stringify(data).split('\u200B').length - 1

const clean = (text: string): string => printableText(text, regular)

describe('the font', () => {
  it.each(Array.from('آپچژگکیهٔ۰۹٬٫٪«»؛،؟–ABCxyz0189@#€\u{FFFD}'))('has a glyph for %s', (character) => {
    expect(regular(character.codePointAt(0) ?? 0)).toBe(true)
  })

  it.each(Array.from('中あ😀🎉□\u0007\uE000\uFFFF'))('has none for %s', (character) => {
    expect(regular(character.codePointAt(0) ?? 0)).toBe(false)
  })

  it('covers the same characters in both weights', () => {
    const points = Array.from({ length: 0x20000 }, (_, point) => point)
    expect(points.filter((point) => regular(point) !== bold(point))).toEqual([])
  })

  it('is refused when it is none', () => {
    expect(() => coverageOf(Buffer.alloc(64))).toThrow('cmap')
  })
})

describe('a printable text', () => {
  it.each([
    ['keeps Persian spelling whole', 'سرمایه‌گذاریِ «هوشمند» ۱۲٫۵٪', 'سرمایه‌گذاریِ «هوشمند» ۱۲٫۵٪'],
    ['shows that an emoji stood there', 'سلام 😀!', 'سلام \uFFFD!'],
    ['shows that a control character stood there', 'a\u0007b\u0000', 'a\uFFFDb\uFFFD'],
    ['shows that half a character stood there', 'a\uD83Db', 'a\uFFFDb'],
    ['drops overrides and isolates', '\u202Eevil\u202C \u2068x\u2069\u200F', 'evil x'],
    ['drops what nobody sees', '\uFEFFa\u00ADb\u2060c\uFE0F\u{E0041}', 'abc'],
    ['puts lines and tabs on one line', 'a\r\n\tb\u2028c', 'a b c'],
    ['composes letters', 'e\u0301', 'é'],
  ])('%s', (_, text, printed) => {
    expect(clean(text)).toBe(printed)
  })

  it('carries three marks on a letter at most', () => {
    expect(clean(`\u0628${'\u064B'.repeat(50)}`)).toBe(`\u0628${'\u064B'.repeat(3)}`)
  })

  it('has a glyph for every character, and is its own printable text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const printed = clean(text)
        for (const character of printed)
          expect(
            character === '\u200C' || character === '\u200D' || regular(character.codePointAt(0) ?? 0),
          ).toBe(true)
        expect(clean(printed)).toBe(printed)
      }),
      { numRuns: 500 },
    )
  })

  it('never loses a letter or a digit of Persian or English', () => {
    const unit = fc.constantFrom(...LETTERS)
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 100 }), (text) => {
        expect(clean(text)).toBe(text)
      }),
    )
  })
})

describe('printable data', () => {
  it('lets an endless word break', () => {
    expect(breaks(printable({ text: 'W'.repeat(4000) }, regular))).toBeGreaterThan(100)
    expect(breaks(printable({ text: 'ا'.repeat(4000) }, regular))).toBeGreaterThan(100)
  })

  it('leaves a digest in one piece, so that it can be copied', () => {
    expect(breaks(printable({ code: 'a'.repeat(64) }, regular))).toBe(0)
    expect(breaks(printable({ code: 'a'.repeat(65) }, regular))).toBeGreaterThan(0)
  })

  it('leaves a drawing as it is, of which no reader sees the characters', () => {
    const drawing = { svg: `<path d="M0 0${'h1v1'.repeat(40)}"/>\n\u{1F600}` }
    expect(printable(drawing, regular)).toEqual(drawing)
  })

  it('keeps the shape and everything that is no text', () => {
    const data = { list: [1, null, true, { text: 'متن' }], absent: null }
    expect(printable(data, regular)).toEqual(data)
  })
})
