import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstOfMonth, isoOf, jalaliOf, quarterOf } from '#workflows/contract/jalali.ts'
import {
  clockOf,
  englishAmount,
  englishDate,
  jalaliLong,
  jalaliShort,
  persianAmount,
  persianDecimal,
  zoneName,
} from '#workflows/contract/persian.ts'
import { printedIban } from '#workflows/programme/iban.ts'

describe('figures in print', () => {
  it('part thousands in the way of each language', () => {
    expect([0, 999, 1000, 2_500_000_000].map((amount) => persianAmount(amount))).toEqual([
      '۰',
      '۹۹۹',
      '۱٬۰۰۰',
      '۲٬۵۰۰٬۰۰۰٬۰۰۰',
    ])
    expect(englishAmount(2_500_000_000)).toBe('2,500,000,000')
  })

  it('use the Persian decimal separator', () => {
    expect(persianDecimal(12.5)).toBe('۱۲٫۵')
  })

  it('show an account in groups of four', () => {
    expect(printedIban('IR820540102680020817909002')).toBe('IR82 0540 1026 8002 0817 9090 02')
  })
})

describe('dates in print', () => {
  it('give the Jalali date, and for English readers both', () => {
    expect(jalaliLong('2025-11-06')).toBe('۱۵ آبان ۱۴۰۴')
    expect(jalaliShort('2025-11-06')).toBe('۱۴۰۴/۰۸/۱۵')
    expect(englishDate('2025-11-06')).toBe('15 Aban 1404 (6 November 2025)')
  })

  it('take the hour from the clock of the zone, and name it as its readers do', () => {
    expect(clockOf('2025-11-06T20:30:05Z', 'Asia/Tehran')).toBe('00:00:05')
    expect(clockOf('2025-11-06T20:30:05Z', 'Asia/Kabul')).toBe('01:00:05')
    expect(zoneName('Asia/Tehran')).toEqual({
      fa: 'وقت عادی ایران',
      en: 'Iran Standard Time',
    })
  })
})

describe('Jalali days', () => {
  it('agree with the calendar of the runtime', () => {
    const runtime = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const parts = Object.fromEntries(
            runtime.formatToParts(date).map(({ type, value }) => [type, value]),
          )
          const iso = date.toISOString().slice(0, 10)
          const day = jalaliOf(iso)
          expect(day).toEqual({
            year: Number(parts['year'] ?? parts['relatedYear']),
            month: Number(parts['month']),
            day: Number(parts['day']),
          })
          expect(isoOf(day)).toBe(iso)
        },
      ),
    )
  })

  it('count months across years, both ways', () => {
    expect(firstOfMonth({ year: 1404, month: 11, day: 9 }, 3)).toEqual({ year: 1405, month: 2, day: 1 })
    expect(firstOfMonth({ year: 1404, month: 2, day: 9 }, -2)).toEqual({ year: 1403, month: 12, day: 1 })
  })

  it('lie in quarters of three months', () => {
    const quarters = Array.from({ length: 12 }, (_, index) =>
      quarterOf({ year: 1404, month: index + 1, day: 1 }),
    )
    expect(quarters).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
  })
})
