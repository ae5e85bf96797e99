import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '#workflows/programme/duration.ts'
import { formatTime } from '#workflows/programme/jalali.ts'
import { endOfLocalDay, localDateOf, localDayOf, localInstant } from '#workflows/programme/local-day.ts'
import { nextNotice } from '#workflows/programme/notice-hour.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { endOfSpan } from '#workflows/programme/spans.ts'
import { calendarOf, isWorkingDay, workingDaysAfter } from '#workflows/programme/working-calendar.ts'
import { deadlineFrom } from '#workflows/proposal/deadlines.ts'
import { kerman } from './case-play.ts'

type Calendar = Pick<Programme, 'timeZone' | 'calendar'>
const calendar = (timeZone: string, weekend: Programme['calendar']['weekend']): Calendar => ({
  timeZone,
  calendar: { noticeHour: '08:00', weekend, holidays: [] },
})
const programmeOf = (of: Calendar): Programme => ({ ...kerman, ...of })

const openings = [0, MINUTE, 9 * HOUR + 8 * MINUTE, 23 * HOUR + 59 * MINUTE]
const timing = {
  deadline: { working: 'P3D' },
  reminders: [{ working: 'P1D' }, { working: 'P2D' }],
  escalateAfter: { working: 'P1D' },
}

/** Hours: by day, over a night, over a weekend, in working time. */
const inHours = [
  { deadline: { calendar: 'PT5H' }, reminders: [{ calendar: 'PT1H' }], escalateAfter: { calendar: 'PT1H' } },
  {
    deadline: { calendar: 'PT36H' },
    reminders: [{ calendar: 'PT2H' }, { calendar: 'PT20H' }],
    escalateAfter: { calendar: 'P1D' },
  },
  {
    deadline: { working: 'PT60H30M' },
    reminders: [{ working: 'PT12H' }, { working: 'P1D' }],
    escalateAfter: { working: 'PT30H' },
  },
]

/** All that is promised of hours, of one opening. */
function promisesOfHours(start: Date, hours: (typeof inHours)[number], programme: Programme) {
  const { timeZone } = programme
  const days = calendarOf(programme)
  const { at, reminders, silenceAt = '', escalateAt } = deadlineFrom(start, hours, programme)
  const silenceFrom = new Date(Date.parse(at) + MINUTE)
  const first = nextNotice(start, programme)
  const opening = first > start ? first : nextNotice(new Date(start.getTime() + 1), programme)
  return {
    endsAtItsMoment: at === endOfSpan(start, hours.deadline, days).toISOString(),
    remindersAreBetween: reminders.every((one) => one > start.toISOString() && one < at),
    remindsWhereItCan: reminders.length > 0 || opening.toISOString() >= at,
    silenceIsNext: silenceAt === nextNotice(silenceFrom, programme).toISOString(),
    escalatesLater: escalateAt !== null && escalateAt > silenceAt,
    noticesAtTheHour: [...reminders, silenceAt, escalateAt ?? ''].every(
      (one) => formatTime(new Date(one), 'en', timeZone) === '08:00' && isWorkingDay(new Date(one), days),
    ),
  }
}

/** All that is promised of three working days, of one opening. */
function promisesOf(day: number, time: number, programme: Programme): Record<string, unknown> {
  const { timeZone } = programme
  const days = calendarOf(programme)
  const start = new Date(localInstant(day, time, timeZone))
  const deadline = deadlineFrom(start, timing, programme)
  const at = Date.parse(deadline.at)
  const last = new Date(at - 1)
  const lastDay = localDayOf(at - DAY / 2, timeZone)
  const moments = [...deadline.reminders, deadline.silenceAt ?? '', deadline.escalateAt ?? '']
  return {
    endsItsDay: at === endOfLocalDay(lastDay, timeZone),
    isWorkingDay: isWorkingDay(last, days),
    daysTold: workingDaysAfter(start, last, days),
    lastSecondIsBefore: localInstant(lastDay, DAY - 1000, timeZone) < at,
    nextDayIsAnother: localDateOf(at, timeZone) !== localDateOf(at - 1, timeZone),
    remindersAreBefore: deadline.reminders.every((one) => one > start.toISOString() && one < deadline.at),
    silenceIsAfter: (deadline.silenceAt ?? '') > deadline.at,
    noticesAtTheHour: moments.every(
      (one) => formatTime(new Date(one), 'en', timeZone) === '08:00' && isWorkingDay(new Date(one), days),
    ),
  }
}

const kept = {
  endsItsDay: true,
  isWorkingDay: true,
  daysTold: 3,
  lastSecondIsBefore: true,
  nextDayIsAnother: true,
  remindersAreBefore: true,
  silenceIsAfter: true,
  noticesAtTheHour: true,
}

/** What is not kept of an opening on some day, each as a line. */
function brokenIn(programme: Programme, from: number, to: number): string[] {
  const days = Array.from({ length: to - from }, (_, index) => from + index)
  return days.flatMap((day) =>
    openings.flatMap((time) => {
      const start = new Date(localInstant(day, time, programme.timeZone))
      const inDays = Object.entries(promisesOf(day, time, programme)).filter(
        ([promise, value]) => value !== kept[promise as keyof typeof kept],
      )
      const ofHours = inHours.flatMap((hours) =>
        Object.entries(promisesOfHours(start, hours, programme)).filter(([, isKept]) => !isKept),
      )
      return [...inDays, ...ofHours].map(
        ([promise, value]) => `${new Date(day * DAY).toISOString()} ${time} ${promise}: ${String(value)}`,
      )
    }),
  )
}

describe('three working days, and hours', () => {
  it.each([
    ["Kerman's", kerman],
    ['Saturday and Sunday', programmeOf(calendar('Europe/London', ['saturday', 'sunday']))],
    ['no weekend', programmeOf(calendar('Asia/Tehran', []))],
  ])('keep what is promised from every opening of three years (%s)', (_, programme) => {
    expect(brokenIn(programme, Date.UTC(2026, 2, 21) / DAY, Date.UTC(2029, 2, 20) / DAY)).toEqual([])
  })

  it.each([
    // Clocks that change by an hour or by half an hour, at night, over a midnight or at one.
    ['Europe/London', '2026-03-29', '2026-10-25'],
    ['Asia/Tehran', '2021-03-22', '2021-09-22'],
    ['America/Sao_Paulo', '2017-10-15', '2018-02-18'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
    ['America/St_Johns', '2010-03-14', '2010-11-07'],
    ['Asia/Beirut', '2026-03-29', '2026-10-25'],
  ])('keep it where the clocks of %s change on %s and %s', (timeZone, ...changes) => {
    const programme = programmeOf(calendar(timeZone, ['saturday', 'sunday']))
    for (const change of changes) {
      const day = Date.parse(change) / DAY
      expect(brokenIn(programme, day - 8, day + 3)).toEqual([])
    }
  })
})
