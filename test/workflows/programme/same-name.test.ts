import { describe, expect, it } from 'vitest'
import { isSameName } from '#workflows/programme/same-name.ts'

const known = { fa: 'دکتر محمدرضا کاظمی', en: 'Mohammad-Reza Kazemi' }

describe('a name that was typed', () => {
  it.each([
    'محمدرضا کاظمی',
    'محمد رضا كاظمي',
    'محمد‌رضا  کاظمی',
    'جناب آقای دکتر محمدرضا کاظمی',
    'mohammad reza KAZEMI',
    'Dr. Mohammad-Reza Kazemi',
    '\u2068محمدرضا کاظمی\u2069',
  ])('is the one on record however it is spelt: %s', (typed) => {
    expect(isSameName(typed, known)).toBe(true)
  })

  it.each(['محمد کاظمی', 'کاظمی', 'رضا محمد کاظمی', 'Mohammad Kazemi', 'x', '李明'])(
    'is another: %s',
    (typed) => {
      expect(isSameName(typed, known)).toBe(false)
    },
  )

  it('is compared in scripts without spaces, too', () => {
    expect(isSameName('李 明', { fa: '李明', en: '李明' })).toBe(true)
    expect(isSameName('مه', { fa: 'مه', en: 'مه' })).toBe(true)
  })
})
