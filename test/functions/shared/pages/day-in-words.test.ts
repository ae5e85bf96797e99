import { describe, expect, it } from 'vitest'
import { dayInWords } from '#functions/shared/pages/day-in-words.ts'

describe('dayInWords', () => {
  it.each(['۱۴۰۵/۰۹/۲۰', '1405/9/20', '2026-12-11'])(
    'says %s in both calendars, with its day of the week',
    (typed) => {
      expect(dayInWords(typed, 'fa')).toBe('جمعه ۲۰ آذر ۱۴۰۵ (۱۱ دسامبر ۲۰۲۶)')
      expect(dayInWords(typed, 'en')).toBe('Friday 11 December 2026 (20 Azar 1405)')
    },
  )

  it.each(['', '1405/09', '1405/12/30', 'tomorrow'])('says nothing of %j', (typed) => {
    expect(dayInWords(typed, 'fa')).toBe('')
  })
})
