import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  drivingWord,
  firstWordWith,
  mailboxWord,
  searchTextOf,
  searchWordsOf,
  wordsIn,
} from '#workflows/board/search-words.ts'

const applicant = { name: 'نرگس باقری‌پور', organisation: 'سلامت‌یار کویر', email: 'narges@salamatyar.example' }
const state = { reference: 'TSV-1405-7F3K2', title: 'كتاب‌های آموزشيِ ۱۲ سال', applicant }

describe('the words of a case', () => {
  it('are those of reference, title, organisation and applicant, whole and by their parts', () => {
    expect(searchWordsOf(state)).toEqual([
      '7f3k2',
      mailboxWord('Narges+city@salamatyar.example'),
      'کتابهای',
      'اموزشی',
      '12',
      'سال',
      'کتاب',
      'های',
      'سلامتیار',
      'کویر',
      'سلامت',
      'یار',
      'نرگس',
      'باقریپور',
      'باقری',
      'پور',
    ])
  })

  it('do not hold what is in every case, and nothing of somebody who was erased', () => {
    const words = searchWordsOf({ ...state, applicant: null })
    expect(words).not.toContain('tsv')
    expect(words).not.toContain('1405')
    expect(words).toEqual(['7f3k2', 'کتابهای', 'اموزشی', '12', 'سال', 'کتاب', 'های'])
  })

  it('are bounded, since each costs a row', () => {
    const title = Array.from({ length: 500 }, (_, index) => `w${index}`).join(' ')
    expect(searchWordsOf({ ...state, title })).toHaveLength(60)
  })

  it('are each found in the text that a search looks through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
        const text = searchTextOf({ ...state, title })
        const words = searchWordsOf({ ...state, title }).filter((word) => !word.startsWith('@'))
        for (const word of words) expect(text).toContain(word)
      }),
    )
  })
})

describe('what somebody types', () => {
  it.each([
    ['كتاب هاي', ['کتاب', 'های']],
    ['  سلامت-یار،  «کویر» ', ['سلامت', 'یار', 'کویر']],
    ['TSV-۱۴۰۵-7f3k2', ['tsv', '1405', '7f3k2']],
    ['—…!', []],
  ])('is taken for its words: %s', (typed, words) => {
    expect(wordsIn(typed)).toEqual(words)
  })

  it('is looked for by its longest word, and by none when all are too short', () => {
    expect(drivingWord(['آب', 'سلامت', 'و'])).toBe('سلامت')
    expect(drivingWord(['و'])).toBeUndefined()
    expect(drivingWord([])).toBeUndefined()
  })

  it('shows a case by one of its words, the first that begins so', () => {
    expect(firstWordWith('کتاب', searchWordsOf(state))).toBe('کتاب')
    expect(firstWordWith('با', searchWordsOf(state))).toBe('باقری')
    expect(firstWordWith('بیگانه', searchWordsOf(state))).toBeUndefined()
  })
})
