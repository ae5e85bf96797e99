import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fourStages } from '#test/city/four-stages.ts'
import { DAY } from '#workflows/programme/duration.ts'
import {
  addWorkingMilliseconds,
  type CalendarSettings,
  calendarOf,
  isWorkingDay,
  nthWorkingDay,
  subtractWorkingMilliseconds,
  workingDaysAfter,
  workingMillisecondsBetween,
} from '#workflows/programme/working-calendar.ts'

const kerman = calendarOf(fourStages)
const HOUR = DAY / 24

/** An instant in Tehran, at +03:30. */
const tehran = (local: string) => new Date(`${local}+03:30`)

const midnight = (date: string, offset: string) => new Date(`${date}T00:00:00${offset}`)

const weekdayNames = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

const calendars: fc.Arbitrary<CalendarSettings> = fc.record({
  timeZone: fc.constantFrom(
    'Asia/Tehran',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'UTC',
    'Pacific/Apia',
  ),
  weekend: fc.subarray([...weekdayNames], { maxLength: 6 }),
  holidays: fc.array(
    fc.record({
      jalali: fc.constantFrom(
        '01-01',
        '01-02',
        '01-03',
        '03-14',
        '06-31',
        '12-29',
        '12-30',
        '1404-08-17',
        '1390-10-09',
        '1401-01-02',
      ),
    }),
    { maxLength: 5 },
  ),
})
/** From before the last changes of Tehran's clocks to after the years that Kerman's calendar names. */
const instants = fc.date({ min: new Date('2005-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
const lengths = fc.integer({ min: 0, max: 20 * DAY })

describe('isWorkingDay', () => {
  it('goes by the local day and not by that of UTC', () => {
    // 20:30 UTC is midnight in Tehran: Wednesday becomes Thursday.
    expect(isWorkingDay(new Date('2025-11-05T20:29:59.999Z'), kerman)).toBe(true)
    expect(isWorkingDay(new Date('2025-11-05T20:30:00Z'), kerman)).toBe(false)
  })

  it('goes by the clock of the year: Tehran was at +04:30 in the summer of 2022', () => {
    // Wednesday 6 July 2022 ended at 19:30 UTC.
    expect(isWorkingDay(new Date('2022-07-06T19:29:59Z'), kerman)).toBe(true)
    expect(isWorkingDay(new Date('2022-07-06T19:30:00Z'), kerman)).toBe(false)
  })

  it('knows a holiday of every year and one of a single year', () => {
    expect(isWorkingDay(tehran('2027-06-05T12:00:00'), kerman)).toBe(false) // 15 Khordad 1406
    expect(isWorkingDay(tehran('2025-07-06T12:00:00'), kerman)).toBe(false) // Ashura 1404
    expect(isWorkingDay(tehran('2026-07-06T12:00:00'), kerman)).toBe(true) // 15 Tir 1405
  })

  it('agrees with Intl about every day of twenty years', () => {
    const only = { timeZone: 'Asia/Tehran', weekend: ['friday' as const], holidays: [{ jalali: '12-30' }] }
    const intl = new Intl.DateTimeFormat('en-US-u-ca-persian', {
      timeZone: 'Asia/Tehran',
      weekday: 'long',
      month: 'numeric',
      day: 'numeric',
    })
    for (let at = Date.UTC(2010, 0, 1, 12); at < Date.UTC(2030, 0, 1); at += DAY) {
      const parts = Object.fromEntries(intl.formatToParts(at).map(({ type, value }) => [type, value]))
      const off = parts['weekday'] === 'Friday' || (parts['month'] === '12' && parts['day'] === '30')
      expect([at, isWorkingDay(new Date(at), only)]).toEqual([at, !off])
    }
  })
})

describe('working time', () => {
  it('is what was added', () => {
    fc.assert(
      fc.property(instants, lengths, calendars, (start, length, calendar) => {
        const end = addWorkingMilliseconds(start, length, calendar)
        expect(workingMillisecondsBetween(start, end, calendar)).toBe(length)
      }),
      { numRuns: 300 },
    )
  })

  it('is additive', () => {
    fc.assert(
      fc.property(instants, lengths, lengths, calendars, (start, first, second, calendar) => {
        const stepped = addWorkingMilliseconds(
          addWorkingMilliseconds(start, first, calendar),
          second,
          calendar,
        )
        expect(stepped).toEqual(addWorkingMilliseconds(start, first + second, calendar))
      }),
      { numRuns: 300 },
    )
  })

  it('is monotonic in the length', () => {
    fc.assert(
      fc.property(instants, lengths, fc.nat(5 * DAY), calendars, (start, length, more, calendar) => {
        const end = addWorkingMilliseconds(start, length, calendar).getTime()
        const later = addWorkingMilliseconds(start, length + more, calendar).getTime()
        expect(later).toBeGreaterThanOrEqual(end + more)
      }),
      { numRuns: 300 },
    )
  })

  it('is monotonic in the start', () => {
    fc.assert(
      fc.property(instants, fc.nat(5 * DAY), lengths, calendars, (start, delay, length, calendar) => {
        const delayed = addWorkingMilliseconds(new Date(start.getTime() + delay), length, calendar)
        expect(delayed >= addWorkingMilliseconds(start, length, calendar)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('never ends on a day off', () => {
    fc.assert(
      fc.property(instants, lengths, calendars, (start, length, calendar) => {
        expect(isWorkingDay(addWorkingMilliseconds(start, length, calendar), calendar)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('between two instants adds up over a third and changes its sign with their order', () => {
    fc.assert(
      fc.property(instants, lengths, lengths, calendars, (start, first, second, calendar) => {
        const middle = new Date(start.getTime() + first)
        const end = new Date(middle.getTime() + second)
        const whole = workingMillisecondsBetween(start, end, calendar)
        const parts =
          workingMillisecondsBetween(start, middle, calendar) +
          workingMillisecondsBetween(middle, end, calendar)
        expect(parts).toBe(whole)
        expect(workingMillisecondsBetween(end, start, calendar)).toBe(whole === 0 ? -0 : -whole)
      }),
      { numRuns: 300 },
    )
  })

  it('is 24 hours for each working day of a week', () => {
    const saturday = tehran('2025-10-11T00:00:00')
    expect(workingMillisecondsBetween(saturday, tehran('2025-10-18T00:00:00'), kerman)).toBe(5 * DAY)
  })

  it('is the time that passes on a day on which clocks change', () => {
    const berlin = { timeZone: 'Europe/Berlin', weekend: [], holidays: [] }
    expect(
      workingMillisecondsBetween(midnight('2025-03-30', '+01:00'), midnight('2025-03-31', '+02:00'), berlin),
    ).toBe(23 * HOUR)
    expect(
      workingMillisecondsBetween(midnight('2025-10-26', '+02:00'), midnight('2025-10-27', '+01:00'), berlin),
    ).toBe(25 * HOUR)
  })

  it('refuses a calendar without a working day', () => {
    const never: CalendarSettings = { timeZone: 'Asia/Tehran', weekend: weekdayNames, holidays: [] }
    expect(() => addWorkingMilliseconds(new Date(0), 1, never)).toThrow('no working day')
    expect(() => subtractWorkingMilliseconds(new Date(0), 1, never)).toThrow('no working day')
    expect(() => nthWorkingDay(0, -1, never)).toThrow('no working day')
  })

  it('is taken off as it was added', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 }), calendars, (end, hours, calendar) => {
        const start = subtractWorkingMilliseconds(end, hours * HOUR, calendar)
        expect(workingMillisecondsBetween(start, end, calendar)).toBe(hours * HOUR)
        expect(isWorkingDay(start, calendar)).toBe(true)
      }),
    )
  })

  it('refuses to be added backwards', () => {
    expect(() => addWorkingMilliseconds(new Date(0), -1, kerman)).toThrow('forwards only')
    expect(() => addWorkingMilliseconds(new Date(0), Number.NaN, kerman)).toThrow('forwards only')
  })
})

describe('working days after a day', () => {
  it('leave out the first day, weekends and holidays, and count the last', () => {
    const monday = tehran('2026-11-30T23:00:00')
    expect(workingDaysAfter(monday, tehran('2026-11-30T23:30:00'), kerman)).toBe(0)
    expect(workingDaysAfter(monday, tehran('2026-12-02T00:00:00'), kerman)).toBe(2)
    expect(workingDaysAfter(monday, tehran('2026-12-04T12:00:00'), kerman)).toBe(2)
    expect(workingDaysAfter(monday, tehran('2026-12-05T08:00:00'), kerman)).toBe(3)
    expect(workingDaysAfter(tehran('2026-03-18T09:00:00'), tehran('2026-03-29T09:00:00'), kerman)).toBe(3)
  })

  it('are none backwards', () => {
    expect(workingDaysAfter(tehran('2026-12-02T09:00:00'), tehran('2026-11-30T09:00:00'), kerman)).toBe(0)
  })
})
