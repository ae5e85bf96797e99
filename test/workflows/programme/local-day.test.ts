import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '#workflows/programme/duration.ts'
import {
  dayEndedAt,
  endOfLocalDay,
  isTimeZone,
  localDateOf,
  localDayOf,
  startOfLocalDay,
} from '#workflows/programme/local-day.ts'

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY

describe('startOfLocalDay', () => {
  it.each([
    ['2025-11-06', 'Asia/Tehran', '2025-11-05T20:30:00.000Z'],
    ['2022-07-07', 'Asia/Tehran', '2022-07-06T19:30:00.000Z'],
    // Clocks went from 24:00 to 01:00: that day had no midnight.
    ['2022-03-22', 'Asia/Tehran', '2022-03-21T20:30:00.000Z'],
    // At 24:00 clocks went back to 23:00 of the same day, so the next began an hour later.
    ['2022-09-22', 'Asia/Tehran', '2022-09-21T20:30:00.000Z'],
    // Local mean time, +03:25:44, until 1935.
    ['1930-01-01', 'Asia/Tehran', '1929-12-31T20:34:16.000Z'],
    // Samoa skipped 30 December 2011, which thus began when the next day did.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    // At 00:01 clocks went back to 23:01 of the day before; the first midnight counts.
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00.000Z'],
  ])('knows when %s began in %s', (date, timeZone, instant) => {
    expect(new Date(startOfLocalDay(dayOf(date), timeZone)).toISOString()).toBe(instant)
  })

  it('tells the date of an instant by the clock of its zone', () => {
    const instant = Date.parse('2025-11-06T20:30:00Z')
    expect(localDateOf(instant, 'Asia/Tehran')).toBe('2025-11-07')
    expect(localDateOf(instant - 1, 'Asia/Tehran')).toBe('2025-11-06')
    expect(localDateOf(instant, 'America/Havana')).toBe('2025-11-06')
  })

  it('keeps a day that has begun, though clocks go back over its midnight', () => {
    // 23:16 of 6 November by the clock, after 00:00 of the 7th.
    expect(localDateOf(Date.parse('2010-11-07T02:46:00Z'), 'America/St_Johns')).toBe('2010-11-07')
    expect(localDateOf(Date.parse('2010-11-07T02:29:00Z'), 'America/St_Johns')).toBe('2010-11-06')
  })

  it('knows the end of a day as it is recorded, and as it once was, a millisecond earlier', () => {
    const end = endOfLocalDay(dayOf('2026-11-25'), 'Asia/Tehran')
    expect([end, end - 1, end - 2, end + 1].map((instant) => dayEndedAt(instant, 'Asia/Tehran'))).toEqual([
      '2026-11-25',
      '2026-11-25',
      undefined,
      undefined,
    ])
  })

  it('parts time into days: every instant lies in its own', () => {
    const zones = fc.constantFrom(
      'Asia/Tehran',
      'America/St_Johns',
      'Pacific/Apia',
      'Africa/Casablanca',
      'America/Havana',
    )
    const instants = fc.date({
      min: new Date('1975-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, zones, (date, zone) => {
        const instant = date.getTime()
        const day = localDayOf(instant, zone)
        expect(startOfLocalDay(day, zone)).toBeLessThanOrEqual(instant)
        expect(startOfLocalDay(day + 1, zone)).toBeGreaterThan(instant)
      }),
      { numRuns: 500 },
    )
  })
})

describe('isTimeZone', () => {
  it('knows the zones of Intl and no others', () => {
    expect(isTimeZone('Asia/Tehran')).toBe(true)
    expect(isTimeZone('Asia/Kerman')).toBe(false)
  })
})
