import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, parseDuration } from '#workflows/programme/duration.ts'
import { calendarOf, isWorkingDay } from '#workflows/programme/working-calendar.ts'
import { deadlineAt, deadlineFrom, roundDeadline, timeBetween } from '#workflows/proposal/deadlines.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const start = new Date('2026-11-22T06:00:00.000Z')
const tenWorkingDays = { deadline: { working: 'P10D' } }

describe('a deadline', () => {
  it('falls so much working time later, on a working day', () => {
    const { at } = deadlineFrom(start, tenWorkingDays, kerman)
    expect(timeBetween(start, new Date(at), tenWorkingDays.deadline, kerman)).toBe(10 * DAY)
    expect(isWorkingDay(new Date(at), calendarOf(kerman))).toBe(true)
  })

  it('in calendar time pays no heed to the weekend', () => {
    const { at } = deadlineFrom(start, { deadline: { calendar: 'P7D' } }, kerman)
    expect(at).toBe(new Date(start.getTime() + 7 * DAY).toISOString())
  })

  it('drops reminders that would lie in the past, and sorts those to come', () => {
    const timing = { deadline: { calendar: 'P3D' }, reminders: [{ calendar: 'P1D' }, { calendar: 'P2D' }] }
    const { reminders } = deadlineFrom(start, timing, kerman)
    expect(reminders).toEqual([1, 2].map((days) => new Date(start.getTime() + days * DAY).toISOString()))
    const late = deadlineAt(new Date(start.getTime() + 1.5 * DAY), { start, timing, programme: kerman })
    expect(late.reminders).toEqual([new Date(start.getTime() + 0.5 * DAY).toISOString()])
    const now = deadlineAt(new Date(start.getTime() + DAY), { start, timing, programme: kerman })
    expect(now.reminders).toEqual([])
  })

  it('escalates after its end, and not at all where the programme does not say so', () => {
    const timing = { deadline: { calendar: 'P3D' }, escalateAfter: { calendar: 'P2D' } }
    expect(deadlineFrom(start, timing, kerman).escalateAt).toBe(
      new Date(start.getTime() + 5 * DAY).toISOString(),
    )
    expect(deadlineFrom(start, { deadline: { calendar: 'P3D' } }, kerman).escalateAt).toBeNull()
  })
})

describe("a later round's deadline", () => {
  it('is what earlier rounds left over, and never under a quarter of the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom({ working: 'P10D' }, { working: 'P3D' }, { calendar: 'P14D' }),
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.integer({ min: 0, max: 400 * DAY }),
        (deadline, timeUsed, later) => {
          const from = new Date(start.getTime() + later)
          const whole = parseDuration(deadline.working ?? deadline.calendar ?? '') ?? 0
          const { at, reminders } = roundDeadline(from, {
            timing: { deadline, reminders: [{ calendar: 'P1D' }] },
            timeUsed,
            programme: kerman,
          })
          const given = timeBetween(from, new Date(at), deadline, kerman)
          expect(given).toBe(Math.max(whole - timeUsed, whole / 4))
          expect(reminders.every((reminder) => reminder > from.toISOString() && reminder < at)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it("does not count the time in which the applicant owed a revision as the stage's", () => {
    const play = new CasePlay().begin().declareAll()
    const whole = new Date(play.as('in-review').deadline.at)
    play.pass(DAY).must(play.answer(0, 'request-changes'))
    play.pass(5 * DAY).must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    const { deadline } = play.as('in-review')
    const span = kerman.stages[0]?.deadline ?? { working: 'P3D' }
    const left = timeBetween(play.now, new Date(deadline.at), span, kerman)
    expect(left).toBe(timeBetween(start, whole, span, kerman) - DAY)
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
    expect(nextDue(play.as('in-review'), play.programme)).toBe(deadline.at)
  })
})
