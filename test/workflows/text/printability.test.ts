import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printedText, unprintable, unprintableIn, unprintableWords } from '#workflows/text/printability.ts'

const LETTERS = Array.from('ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹abcXYZ0123456789')

describe('a text as it is printed', () => {
  it.each([
    ['keeps Persian spelling whole', 'سرمایه‌گذاریِ «هوشمند» ۱۲٫۵٪', 'سرمایه‌گذاریِ «هوشمند» ۱۲٫۵٪'],
    ['drops overrides and isolates', '\u202Eevil\u202C \u2068x\u2069\u200F', 'evil x'],
    ['drops what nobody sees', '\uFEFFa\u00ADb\u2060c\uFE0F\u{E0041}', 'abc'],
    ['drops control characters', 'a\u0007b\u0000', 'ab'],
    ['puts lines and tabs on one line', 'a\r\n\tb\u2028c', 'a b c'],
    ['composes letters', 'e\u0301', 'é'],
  ])('%s', (_, text, printed) => {
    expect(printedText(text)).toBe(printed)
  })

  it('carries three marks on a letter at most', () => {
    expect(printedText(`\u0628${'\u064B'.repeat(50)}`)).toBe(`\u0628${'\u064B'.repeat(3)}`)
  })

  it('never loses a letter or a digit of Persian or English', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 100 }), (text) => {
        expect(printedText(text)).toBe(text)
        expect(unprintable(text)).toEqual([])
      }),
    )
  })

  it('is its own printed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(printedText(printedText(text))).toBe(printedText(text))
      }),
      { numRuns: 500 },
    )
  })
})

describe('what cannot be printed', () => {
  it('is found where nothing is looked up as where every letter is, marks included', () => {
    const common = [
      ...LETTERS,
      ...Array.from('يأآىئءةه\u0653\u0654\u0655\u064b\u0651\u0652\u200c–—…“”‘’·~«»'),
    ]
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...common), maxLength: 30 }), (text) => {
        // An arrow is no common letter, so all of them are looked up.
        expect(unprintable(`${text} →`)).toEqual([])
        expect(unprintable(text)).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['a Vietnamese name', 'Nguyễn Thị Ánh Tuyết'],
    ['the same in letters and marks apart', 'Nguyễn Thị Ánh Tuyết'.normalize('NFD')],
    ['formulas', 'CO₂, m³, x⁻¹, H₂SO₄, 10⁹, aₙ'],
    ['arrows', '→ ← ↔ ⇒ ⇐ ➔ ➢ ↦ ⟶'],
    ['bullets of word processors', '• ◦ ▪ ■ □ ● ○ ◆ ❖ ✓ ✔ ✗ \uf0b7 \uf0a7 \uf0d8 \uf0fc \uf0fe \uf071'],
    ['Greek and Cyrillic', 'Ωμέγα Πλάτων Чехов Ґалаґан Қазақ Ёлка'],
    ['Latin of Europe and Turkey', 'Łódź Çağrı Þór Ångström Žižek Ștefan Ħamrun ǅ'],
    ['mathematics', '≤ ≥ ≠ ≈ ∑ ∫ √ ∞ ∈ ∀ ± × ÷ ∂ ∅ ⊂'],
    ['money', '€ £ ¥ ₽ ₹ ₺ ₴ ₪ ﷼ ₩'],
    ['Persian, Arabic, Kurdish and Urdu', 'شمارهٔ مثلاً مِلّی ئ ء إيران ڕووناک ڵ ێ ۆ پاکستانی ٹ ڈ ڑ ں ے'],
    ['marks on letters that have no composed form', 'm̃ q̇ x̌ ɛ̃'],
    ['a heart with the selector of its form', '❤\uFE0F ☎\uFE0E'],
    ['nothing', ''],
  ])('is nothing in %s', (_, text) => {
    expect(unprintable(text)).toEqual([])
  })

  it.each([
    ['two Chinese letters', '李明', ['李', '明']],
    ['Japanese within a name', 'شرکت あ و پسران', ['あ']],
    ['Devanagari, with its marks', 'नमस्ते', ['न', 'म', 'स्ते']],
    ['a picture, once', '🎉 جشن 🎉', ['🎉']],
    ['a picture that a font happens to have', 'خوب 😀', ['😀']],
    ['a family of pictures as one', '👨‍👩‍👧', ['👨‍👩‍👧']],
    ['a flag', '🇮🇷', ['🇮🇷']],
    ['the sign of a loss', 'Jos\uFFFD', ['\uFFFD']],
    ['half a character', 'a\uD83Db', ['\uFFFD']],
    ['a private character', 'x\uE123', ['\uE123']],
    ['an object of a word processor', '\uFFFC شرح', ['\uFFFC']],
    ['Thai and Hangul', 'ไทย 한', ['ไ', 'ท', 'ย', '한']],
    ['an unassigned character', 'a\u{CFFFF}', ['\u{CFFFF}']],
  ])('is %s', (_, text, letters) => {
    expect(unprintable(text)).toEqual(letters)
  })

  it('is named letter by letter, by number where a screen shows nothing', () => {
    const words = unprintableWords({ fa: '«نام»', en: '“Name”' }, unprintable('李明 \uE123'))
    expect(words.en).toContain('“Name”')
    expect(words.en).toContain('李 明 U+E123')
    expect(words.fa).toContain('李 明 U+E123')
  })

  it('names a dozen at most', () => {
    const words = unprintableWords({ fa: 'متن', en: 'text' }, unprintable('一二三四五六七八九十百千万億'))
    expect(words.en).toContain('千 …')
    expect(words.en).not.toContain('億')
  })

  it('is found wherever it stands in data, and not in drawings', () => {
    const data = { a: 'x', list: [{ b: 'CO₂ 李' }, ['明']], svg: '李', n: 3, none: null }
    expect(unprintableIn(data)).toEqual([
      { text: 'CO₂ 李', letters: ['李'] },
      { text: '明', letters: ['明'] },
    ])
  })
})
