import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writtenDay } from '#workflows/programme/written-day.ts'
import {
  hasWords,
  isWhole,
  lengthOf,
  normaliseCode,
  normaliseDigits,
  normaliseLine,
  normaliseMobile,
  normaliseProse,
  searchKey,
} from '#workflows/text/normalise.ts'

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
    '+98 (0) 913 123 4567',
    '＋98 0913 123 4567',
    '0913-123-4567',
    '(0913) 1234567',
    '\u200e+989131234567',
  ])('reads the mobile number %s', (text) => {
    expect(normaliseMobile(text)).toBe('09131234567')
  })
})

describe('codes, days and mobile numbers', () => {
  it.each(['123–456', '123‑456', '123−456', '１２３４５６', '\u2068۱۲۳ ۴۵۶\u2069', '١٢٣\u200f٤٥٦'])(
    'are read with every dash and digit that keyboards and mails put: %j',
    (typed) => {
      expect(normaliseCode(typed)).toBe('123456')
    },
  )

  it.each([
    '1405–09–09',
    '1405‑9‑9',
    '1405−09−09',
    '１４０５／０９／０９',
    '\u2068۱۴۰۵/۰۹/۰۹\u2069',
    '۱۴۰۵\u200f/۰۹\u200f/۰۹',
    '١٤٠٥⁄٠٩⁄٠٩',
    '2026‐11‐30',
    '۱۴۰۵؍۰۹؍۰۹',
    '1405 / 09 / 09',
  ])('are read as days: %j', (typed) => {
    expect(writtenDay(typed)).toBe('2026-11-30')
  })

  it.each(['1405-9-9-', '-1405-9-9', '1405--9-9', '14-05-09', '1405/09', '1405-13-01', '１４０５'])(
    'are no days: %j',
    (typed) => {
      expect(writtenDay(typed)).toBeUndefined()
    },
  )

  it.each([
    '0912.123.4567',
    '0912–123–4567',
    '98 912 123 4567',
    '+۹۸ (۹۱۲) ۱۲۳ ۴۵۶۷',
    '００９８９１２１２３４５６７',
  ])('are read as mobile numbers: %j', (typed) => {
    expect(normaliseMobile(typed)).toBe('09121234567')
  })
})

describe('what can be seen', () => {
  it.each(['ʼʼʼ', 'ːːː', '\ufe7c', '\ufc5e\ufc5f', '﷼', 'ـــ', '々'])(
    'is no letter that only marks, repeats or stands for a blank with a mark: %j',
    (text) => {
      expect(hasWords(text)).toBe(false)
    },
  )

  it.each([
    ['right-to-left marks', '\u200f\u200f\u200f'],
    ['Hangul fillers', '\u3164\u115f\uffa0'],
    ['soft hyphens', '\u00ad'.repeat(30)],
    ['empty Braille', '\u2800\u2800\u2800'],
    ['empty hieroglyphs', '\u{13441}\u{13442}'],
    ['grapheme joiners and variation selectors', '\u034f\ufe0f\u{e0100}'],
    ['marks without a letter', '\u0301\u064b\u0651'],
    ['stretching marks', 'ـــ'],
    ['dashes and dots', '— … !'],
    ['tag characters', '\u{e0041}\u{e0042}'],
    ['private characters', '\ue000\ue001'],
  ])('counts no text of %s', (_, text) => {
    expect(hasWords(text)).toBe(false)
  })

  it.each(['\ufdd0', '\uffff', '\u{1fffe}', '\u{10ffff}'])(
    'has nothing that is no character: %j',
    (nothing) => {
      expect(normaliseProse(`a${nothing}b`)).toBe('ab')
    },
  )

  it.each(['مه', '李', 'Ng', '3', 'ễ', 'Ω', 'م\u200cه'])('counts %s', (text) => {
    expect(hasWords(text)).toBe(true)
  })

  it('is the same question before and after normalising, and what is left says what it said', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(hasWords(normaliseProse(text))).toBe(hasWords(text))
        expect(normaliseProse(text)).not.toMatch(/[\u00ad\u3164\u115f\u1160\uffa0\u2800]|\u034f/)
      }),
      { numRuns: 3000 },
    )
  })

  it('reads the bullets and arrows of a word processor as what they show', () => {
    expect(normaliseProse('\uf0b7 یک\n\uf0a7 دو \uf0e0 سه')).toBe('• یک\n▪ دو → سه')
  })

  it('knows a text of which a part was lost', () => {
    expect(isWhole('Jos\ufffd')).toBe(false)
    expect(isWhole('José')).toBe(true)
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
