import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfWrittenDay } from '#functions/board/repair-command.ts'
import { jalaliDate } from '#workflows/programme/jalali.ts'

const tehran = 'Asia/Tehran'

describe('endOfWrittenDay', () => {
  it.each(['1405/09/20', '۱۴۰۵/۰۹/۲۰', '1405-9-20', ' 1405.09.20 ', '2026-12-11', '٢٠٢٦/١٢/١١'])(
    'takes %s for the end of the same day in Tehran',
    (text) => {
      expect(endOfWrittenDay(text, tehran)?.toISOString()).toBe('2026-12-11T20:30:00.000Z')
    },
  )

  it.each(['', 'tomorrow', '1405/13/01', '1405/12/31', '2026-02-30', '2026-13-01', '05/09/20', '1405/09'])(
    'knows no day %j',
    (text) => {
      expect(endOfWrittenDay(text, tehran)).toBeUndefined()
    },
  )

  it('ends every written Jalali day within that very day', () => {
    const days = fc.record({
      year: fc.integer({ min: 1400, max: 1450 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 29 }),
    })
    fc.assert(
      fc.property(days, ({ year, month, day }) => {
        const end = endOfWrittenDay(`${year}/${month}/${day}`, tehran)
        expect(end).toBeDefined()
        const next = end ?? new Date(0)
        const last = new Date(next.getTime() - 1)
        expect(jalaliDate(last, tehran)).toEqual({ jy: year, jm: month, jd: day })
        expect(jalaliDate(next, tehran)).not.toEqual({ jy: year, jm: month, jd: day })
      }),
    )
  })
})
