import { describe, expect, it } from 'vitest'
import { fourStages } from '#test/city/four-stages.ts'
import { endOfSpan } from '#workflows/programme/spans.ts'
import { calendarOf } from '#workflows/programme/working-calendar.ts'

const kerman = calendarOf(fourStages)

/** An instant in Tehran, at +03:30. */
const tehran = (local: string) => new Date(`${local}+03:30`)

describe('the end of a span of whole days', () => {
  it.each([
    // Tuesday 15 Mehr 1404; Thursday and Friday do not count: Wednesday, Saturday, Sunday.
    ['passes over the weekend', '2025-10-07T10:30', 'P3D', '2025-10-13T00:00'],
    // Monday 3 Azar 1404 is a holiday: Tuesday.
    ['passes over a lunar holiday', '2025-11-23T09:00', 'P1D', '2025-11-26T00:00'],
    // Wednesday 27 Esfand 1404 to Wednesday 5 Farvardin 1405.
    ['passes over the whole of Nowruz', '2026-03-18T12:00', 'P1D', '2026-03-26T00:00'],
    // Thursday 2 July 2026: Saturday, Sunday, Monday 15 Tir 1405.
    ['counts from the next day on what begins on a day off', '2026-07-02T09:08', 'P3D', '2026-07-07T00:00'],
    ['does not count the first minute of a day either', '2026-07-04T00:00', 'P1D', '2026-07-06T00:00'],
    ['nor the last', '2026-07-04T23:59', 'P1D', '2026-07-06T00:00'],
    // Fourteen working days from Saturday 3 October 2026: the 4th to the 7th, 10th to 14th, 17th to 21st.
    ['takes a week as seven of its days', '2026-10-03T12:00', 'P2W', '2026-10-22T00:00'],
  ])('%s', (_, start, working, end) => {
    expect(endOfSpan(tehran(start), { working }, kerman)).toEqual(tehran(end))
  })

  it('of the calendar is the end of the nth day, working or not', () => {
    expect(endOfSpan(tehran('2025-11-06T15:00'), { calendar: 'P7D' }, kerman)).toEqual(
      tehran('2025-11-14T00:00'),
    )
  })
})

describe('the end of a span that names hours', () => {
  it('is to the millisecond, in working time or by the clock', () => {
    expect(endOfSpan(tehran('2025-11-06T15:00'), { working: 'PT8H' }, kerman)).toEqual(
      tehran('2025-11-08T08:00'),
    )
    expect(endOfSpan(tehran('2025-11-06T15:00'), { calendar: 'P1DT2H' }, kerman)).toEqual(
      tehran('2025-11-07T17:00'),
    )
  })

  it('throws on what is no duration', () => {
    expect(() => endOfSpan(new Date(), { working: 'soon' }, kerman)).toThrow('"soon" is no ISO 8601 duration')
  })
})
