import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  lengthOf,
  normaliseCode,
  normaliseDigits,
  normaliseLine,
  normaliseMobile,
  normaliseProse,
  readDecimal,
  readWholeNumber,
  searchKey,
} from '#workflows/form/normalise.ts'

/** Text in which the characters that matter here are frequent. */
const awkward = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'ي',
        'ك',
        'ى',
        'ی',
        'ک',
        '\u200c',
        '\u200d',
        '\u200f',
        '\u202e',
        '\u2066',
        '\u061c',
        '\r',
        '\n',
        '\r\n',
        '\t',
      ),
      fc.constantFrom(
        '\0',
        '\u0085',
        '\u2028',
        '\u00a0',
        '\ufeff',
        '\ud800',
        '\udc00',
        'e',
        '\u0301',
        '\u0654',
        'آ',
        'ا',
        '\u0653',
        '۵',
        '٥',
        ' ',
      ),
      fc.constantFrom('ﷺ', 'ﻱ', 'ﻻ', 'İ', 'ß', 'ـ', '\u064b', 'ؤ', 'ئ', 'ۀ', '\u{e0041}'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

describe('normalising', () => {
  it.each([
    ['normaliseDigits', normaliseDigits],
    ['normaliseProse', normaliseProse],
    ['normaliseLine', normaliseLine],
    ['normaliseCode', normaliseCode],
    ['normaliseMobile', normaliseMobile],
    ['searchKey', searchKey],
  ])('a second time changes nothing: %s', (_, normalise) => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
      { numRuns: 3000 },
    )
  })

  it('leaves nothing that could not be stored or that would turn the text around it', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const prose = normaliseProse(text)
        expect(prose.isWellFormed()).toBe(true)
        expect(prose).toBe(prose.normalize('NFC'))
        expect(prose).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
        expect(prose.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
        expect(prose).not.toMatch(/[يكى]/)
        expect(prose).toBe(prose.trim())
      }),
      { numRuns: 3000 },
    )
  })

  it('makes Arabic letters Persian and keeps ZWNJ and the writer’s digits', () => {
    expect(normaliseProse(' كتاب‌هاي ۱۲ مدرسۀ 3 ')).toBe('کتاب‌های ۱۲ مدرسۀ 3')
  })

  it('lets nobody fill a text with what cannot be seen', () => {
    expect(normaliseProse(`\u200cالف${'\u200c'.repeat(50)}ب \u200c\u200d`)).toBe('الف\u200cب')
    expect(normaliseLine('\u200c \u200b\u2060\ufeff')).toBe('')
  })

  it('takes time in proportion to the length', () => {
    // Quadratic time would pass the limit of a test.
    expect(normaliseLine(`${' '.repeat(300_000)}x${' \u200c'.repeat(300_000)}y`)).toHaveLength(600_002)
  })

  it('keeps the lines of prose and joins those of a title', () => {
    expect(normaliseProse('یک\r\nدو\rسه')).toBe('یک\nدو\nسه')
    expect(normaliseLine('یک\r\n\tدو   سه')).toBe('یک دو سه')
  })

  it('reads Persian and Arabic digits', () => {
    expect(normaliseDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩')).toBe('0123456789 0123456789')
    expect(normaliseCode('۰۰۱-۳۵۴۲۴۱ ۹')).toBe('0013542419')
  })

  it.each([
    '09131234567',
    '۰۹۱۳۱۲۳۴۵۶۷',
    '+98 913 123 4567',
    '00989131234567',
    '0913-123-4567',
    '(0913) 1234567',
    '\u200e+989131234567',
  ])('reads the mobile number %s', (text) => {
    expect(normaliseMobile(text)).toBe('09131234567')
  })
})

describe('readWholeNumber', () => {
  it.each([
    ['۱۲۳', 123],
    ['٤٥٦', 456],
    ['1,234,567', 1_234_567],
    ['۱٬۲۳۴٬۵۶۷', 1_234_567],
    ['۱،۲۳۴', 1234],
    ['1 234 567', 1_234_567],
    ['1\u202f234', 1234],
    ['999999999999999', 999_999_999_999_999],
    ['-5', -5],
  ])('reads %s', (text, number) => {
    expect(readWholeNumber(text)).toBe(number)
  })

  it.each(['', '1,5', '12,34', '1.5', '1e5', '0x10', 'ده', '1,234,', '--5', 'Infinity', '5 rials'])(
    'refuses %j',
    (text) => {
      expect(readWholeNumber(text)).toBeUndefined()
    },
  )

  it('reads every amount in any digits, with any separator of thousands', () => {
    const digits = fc.constantFrom('0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩')
    const separator = fc.constantFrom('', ',', '٬', '،', ' ', '\u00a0')
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999_999 }), digits, separator, (amount, alphabet, mark) => {
        const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, mark)
        expect(readWholeNumber(grouped.replace(/\d/g, (digit) => alphabet.charAt(Number(digit))))).toBe(
          amount,
        )
      }),
    )
  })
})

describe('readDecimal', () => {
  it.each([
    ['12.5', 12.5],
    ['۱۲٫۵', 12.5],
    ['۱۲/۵', 12.5],
    ['٪۵', undefined],
    ['12.5 %', 12.5],
    ['۴۰٪', 40],
    ['1,5', undefined],
    ['1.', undefined],
    ['', undefined],
  ])('reads %j as %s', (text, number) => {
    expect(readDecimal(text)).toBe(number)
  })
})

describe('searchKey', () => {
  it('is the same for spellings that a reader would not tell apart', () => {
    expect(searchKey('كتاب‌هاي  آموزشي ۱۲')).toBe(searchKey('کتابهای آموزشی 12'))
    expect(searchKey('مسئلهٔ شهری')).toBe(searchKey('مسیله شهری'))
    expect(searchKey('ParkYar')).toBe(searchKey('parkyar'))
  })

  it('tells different words apart', () => {
    expect(searchKey('کرمان')).not.toBe(searchKey('کرمانشاه'))
  })
})

describe('lengthOf', () => {
  it('counts characters outside the basic plane once', () => {
    expect(lengthOf('a😀ب')).toBe(3)
  })
})
