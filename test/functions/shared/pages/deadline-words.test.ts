import { describe, expect, it } from 'vitest'
import { deadlineInTable, deadlineView, deadlineWords } from '#functions/shared/pages/deadline-words.ts'

const tehran = 'Asia/Tehran'
/** The end of Monday 6 July 2026, 15 Tir 1405. */
const endOfMonday = '2026-07-06T20:30:00.000Z'

describe('a deadline in words', () => {
  it('that ends with a day names that day and its end, and no time', () => {
    expect(deadlineWords(endOfMonday, 'en', tehran)).toBe(
      'Monday 6 July 2026 (15 Tir 1405), until the end of the day',
    )
    expect(deadlineWords(endOfMonday, 'fa', tehran)).toBe('تا پایان روز دوشنبه ۱۵ تیر ۱۴۰۵ (۶ ژوئیهٔ ۲۰۲۶)')
  })

  it('is told so too where an earlier release recorded the last millisecond of a day', () => {
    expect(deadlineWords('2026-07-06T20:29:59.999Z', 'en', tehran)).toBe(
      deadlineWords(endOfMonday, 'en', tehran),
    )
  })

  it('that is a moment names its time of day', () => {
    expect(deadlineWords('2026-07-06T05:38:00.000Z', 'en', tehran)).toBe(
      'Monday 6 July 2026 (15 Tir 1405), until 09:08',
    )
    expect(deadlineWords('2026-07-06T05:38:00.000Z', 'fa', tehran)).toBe(
      'تا ساعت ۰۹:۰۸ دوشنبه ۱۵ تیر ۱۴۰۵ (۶ ژوئیهٔ ۲۰۲۶)',
    )
  })

  it('gives programs that read pages the last day, and tables one calendar', () => {
    expect(String(deadlineView(endOfMonday, 'en', tehran))).toContain('<time datetime="2026-07-06">')
    expect(String(deadlineInTable(endOfMonday, 'fa', tehran))).toBe(
      '<time datetime="2026-07-06">تا پایان روز دوشنبه ۱۵ تیر ۱۴۰۵</time>',
    )
    expect(String(deadlineInTable('2026-07-06T05:38:00.000Z', 'en', tehran))).toContain('until 09:08')
  })
})
