import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '#workflows/programme/duration.ts'
import { formatTime } from '#workflows/programme/jalali.ts'
import { nextNotice, reminderBefore } from '#workflows/programme/notice-hour.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { isWorkingDay } from '#workflows/programme/working-calendar.ts'

const holidays = [{ jalali: '1405-04-16', name: { fa: 'تعطیل', en: 'Holiday' } }]
const noticing: Pick<Programme, 'timeZone' | 'calendar'> = {
  timeZone: 'Asia/Tehran',
  calendar: { noticeHour: '08:00', weekend: ['thursday', 'friday'], holidays },
}
const berlin = {
  timeZone: 'Europe/Berlin',
  calendar: { noticeHour: '02:30', weekend: [], holidays: [] },
}
const tehran = (local: string) => new Date(`${local}+03:30`)

describe('nextNotice', () => {
  it.each([
    // Monday 6 July 2026; Thursday and Friday are the weekend, Tuesday 16 Tir 1405 is a holiday.
    ['on the day itself before the hour', '2026-07-06T07:59', '2026-07-06T08:00'],
    ['at the hour', '2026-07-06T08:00', '2026-07-06T08:00'],
    ['after the hour on the next working day', '2026-07-06T08:01', '2026-07-08T08:00'],
    ['on a holiday on the working day after it', '2026-07-07T03:00', '2026-07-08T08:00'],
    ['over the weekend', '2026-07-08T12:00', '2026-07-11T08:00'],
  ])('is %s', (_, from, to) => {
    expect(nextNotice(tehran(from), noticing)).toEqual(tehran(to))
  })

  it('waits where clocks were put forward over the hour', () => {
    // Sunday 29 March 2026: after 01:59 comes 03:00.
    expect(nextNotice(new Date('2026-03-29T00:00+01:00'), berlin)).toEqual(new Date('2026-03-29T03:00+02:00'))
  })

  it('is never before and always at the hour of a working day', () => {
    const from = fc.date({ min: new Date('2019-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(from, (start) => {
        const notice = nextNotice(start, noticing)
        expect(notice.getTime()).toBeGreaterThanOrEqual(start.getTime())
        expect(isWorkingDay(notice, { timeZone: noticing.timeZone, ...noticing.calendar })).toBe(true)
        expect(formatTime(notice, 'en', noticing.timeZone)).toBe('08:00')
        expect(notice.getTime() - start.getTime()).toBeLessThan(5 * DAY)
      }),
    )
  })
})

describe('reminderBefore', () => {
  const end = tehran('2026-07-16T00:00')
  const reminded = (start: string) =>
    reminderBefore(end, { calendar: 'P5D' }, { start: tehran(start), programme: noticing })

  it('is on the working day before a day off that it would fall on, or on the next where that is too early', () => {
    // Five days before Wednesday 15 July is a Friday.
    expect(reminded('2026-07-05T09:00')).toEqual(tehran('2026-07-08T08:00'))
    expect(reminded('2026-07-09T09:00')).toEqual(tehran('2026-07-11T08:00'))
  })

  it('is none of what begins when so little is left already', () => {
    expect(reminded('2026-07-10T10:00')).toBeUndefined()
    expect(reminded('2026-07-12T10:00')).toBeUndefined()
  })
})
