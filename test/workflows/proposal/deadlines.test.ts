import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, parseDuration } from '#workflows/programme/duration.ts'
import { endOfSpan } from '#workflows/programme/spans.ts'
import { calendarOf } from '#workflows/programme/working-calendar.ts'
import { deadlineAt, deadlineFrom, roundDeadline, silenceOf } from '#workflows/proposal/deadlines.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const start = new Date('2026-11-22T06:00:00.000Z')
const tehran = (local: string) => new Date(`${local}+03:30`).toISOString()
const named = (span: { working?: string; calendar?: string }, days: number) =>
  span.working === undefined ? { calendar: `P${days}D` } : { working: `P${days}D` }
const tenWorkingDays = { deadline: { working: 'P10D' } }

describe('a deadline', () => {
  it('is the end of the nth working day, with reminders and notices at eight', () => {
    const timing = {
      deadline: { working: 'P3D' },
      reminders: [{ working: 'P1D' }, { working: 'P2D' }],
      escalateAfter: { working: 'P1D' },
    }
    // From Sunday: to the end of Wednesday. Thursday and Friday are the weekend.
    expect(deadlineFrom(start, timing, kerman)).toEqual({
      at: tehran('2026-11-26T00:00'),
      reminders: [tehran('2026-11-23T08:00'), tehran('2026-11-24T08:00')],
      reminded: 0,
      silenceAt: tehran('2026-11-28T08:00'),
      escalateAt: tehran('2026-11-29T08:00'),
      passed: false,
    })
  })

  it('in calendar time pays no heed to the weekend, but its reminders and notices do', () => {
    const timing = {
      deadline: { calendar: 'P6D' },
      reminders: [{ calendar: 'P1D' }, { calendar: 'P2D' }],
      escalateAfter: { calendar: 'P2D' },
    }
    // To the end of Saturday 28 November; Thursday and Friday are reminded of on Wednesday.
    expect(deadlineFrom(start, timing, kerman)).toMatchObject({
      at: tehran('2026-11-29T00:00'),
      reminders: [tehran('2026-11-25T08:00')],
      silenceAt: tehran('2026-11-29T08:00'),
      escalateAt: tehran('2026-12-01T08:00'),
    })
  })

  it('reminds on the next working day what began on a day off', () => {
    // Thursday; due on Sunday, so that Friday would be two days before.
    const thursday = new Date('2026-11-26T06:00:00.000Z')
    const timing = { deadline: { calendar: 'P3D' }, reminders: [{ calendar: 'P2D' }] }
    expect(deadlineFrom(thursday, timing, kerman).reminders).toEqual([tehran('2026-11-28T08:00')])
  })

  it('in hours stays a moment, but reminders and what follows wait for the hour of a working day', () => {
    const timing = {
      deadline: { calendar: 'PT48H' },
      reminders: [{ calendar: 'PT1H' }, { calendar: 'PT3H' }, { calendar: 'PT40H' }],
      escalateAfter: { calendar: 'PT26H' },
    }
    // From Sunday half past nine. An hour before is 08:30, three are 06:30 on that day, forty are 17:30 of the first.
    expect(deadlineFrom(start, timing, kerman)).toEqual({
      at: tehran('2026-11-24T09:30'),
      reminders: [tehran('2026-11-23T08:00'), tehran('2026-11-24T08:00')],
      reminded: 0,
      silenceAt: tehran('2026-11-25T08:00'),
      escalateAt: tehran('2026-11-28T08:00'),
      passed: false,
    })
  })

  it('in hours over days off has silence on the first working day after them', () => {
    // Wednesday evening; Thursday and Friday are the weekend.
    const evening = new Date(tehran('2026-11-25T18:00'))
    const timing = {
      deadline: { calendar: 'PT24H' },
      reminders: [{ calendar: 'PT2H' }],
      escalateAfter: { calendar: 'PT1H' },
    }
    expect(deadlineFrom(evening, timing, kerman)).toMatchObject({
      at: tehran('2026-11-26T18:00'),
      reminders: [],
      silenceAt: tehran('2026-11-28T08:00'),
      escalateAt: tehran('2026-11-29T08:00'),
    })
  })

  it('in hours ends at the hour of notices with silence on the next working day', () => {
    const timing = { deadline: { calendar: 'PT46H30M' } }
    expect(deadlineFrom(start, timing, kerman)).toMatchObject({
      at: tehran('2026-11-24T08:00'),
      silenceAt: tehran('2026-11-25T08:00'),
    })
  })

  it('drops reminders that would lie in the past', () => {
    const timing = { deadline: { calendar: 'P9D' }, reminders: [{ calendar: 'P1D' }, { calendar: 'P2D' }] }
    const at = new Date(tehran('2026-11-25T00:00'))
    expect(deadlineAt(at, { start, timing, programme: kerman }).reminders).toEqual([
      tehran('2026-11-23T08:00'),
    ])
    const soon = new Date(tehran('2026-11-23T00:00'))
    expect(deadlineAt(soon, { start, timing, programme: kerman }).reminders).toEqual([])
  })

  it('escalates not at all where the programme does not say so', () => {
    expect(deadlineFrom(start, tenWorkingDays, kerman).escalateAt).toBeNull()
  })

  it('of an earlier release is over at its moment, silence a minute later', () => {
    const deadline = {
      at: '2026-07-06T05:38:00.000Z',
      reminders: [],
      reminded: 0,
      escalateAt: null,
      passed: false,
    }
    expect(silenceOf(deadline)).toBe('2026-07-06T05:39:00.000Z')
  })
})

describe("a later round's deadline", () => {
  it('is what earlier rounds left over in whole days, and never under a quarter of the whole or a day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom({ working: 'P10D' }, { working: 'P3D' }, { calendar: 'P14D' }),
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.integer({ min: 0, max: 400 * DAY }),
        (deadline, timeUsed, later) => {
          const from = new Date(start.getTime() + later)
          const whole = (parseDuration(deadline.working ?? deadline.calendar ?? '') ?? 0) / DAY
          const { at, reminders } = roundDeadline(from, {
            timing: { deadline, reminders: [{ calendar: 'P1D' }] },
            timeUsed,
            programme: kerman,
          })
          const days = Math.max(1, Math.ceil(whole / 4), Math.ceil(whole - timeUsed / DAY))
          expect(at).toBe(endOfSpan(from, named(deadline, days), calendarOf(kerman)).toISOString())
          expect(reminders.every((reminder) => reminder > from.toISOString() && reminder < at)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it("does not count the time in which the applicant owed a revision as the stage's", () => {
    const play = new CasePlay().begin().declareAll()
    play.pass(DAY).must(play.answer(0, 'request-changes'))
    play.pass(5 * DAY).must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    // One day of three was used; from Saturday 28 November that is Monday.
    expect(play.as('in-review').deadline.at).toBe(tehran('2026-12-01T00:00'))
  })
})

describe('time', () => {
  it('never makes anything due before the time at which the clock has to look', () => {
    const play = new CasePlay().begin()
    for (let guard = 0; guard < 9; guard += 1) {
      const { state } = play
      const due = state === null ? null : nextDue(state, play.programme)
      if (state === null || due === null) break
      expect(dueCommands(state, new Date(new Date(due).getTime() - 1), play.programme)).toEqual([])
      play.now = new Date(due)
      const commands = dueCommands(state, play.now, play.programme)
      expect(commands).toHaveLength(1)
      play.must(...commands)
    }
    const { deadline } = play.as('in-review')
    expect(deadline).toMatchObject({ passed: true, escalateAt: null })
    expect(deadline.held?.told).toBeGreaterThan(0)
  })

  it('refuses what is not due, however often it is asked for', () => {
    const play = new CasePlay().begin()
    expect(play.tell({ type: 'remind' })).toEqual({ refused: 'nothing-due' })
    play.now = new Date(play.as('in-review').deadline.at)
    expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    play.must({ type: 'expire' })
    expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
    expect(play.tell({ type: 'remind' })).toEqual({ refused: 'nothing-due' })
    expect(play.tell({ type: 'escalate' })).toEqual({ refused: 'nothing-due' })
  })

  it('gives one reminder for several that were missed, and then the deadline', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' })
    const { deadline } = play.as('in-review')
    expect(deadline.reminders.length).toBeGreaterThan(1)
    play.now = new Date(new Date(deadline.reminders.at(-1) ?? '').getTime() + 1)
    play.must({ type: 'remind' })
    expect(play.as('in-review').deadline).toMatchObject({ reminders: [], reminded: 1 })
    expect(nextDue(play.as('in-review'), play.programme)).toBe(deadline.silenceAt)
  })
})
