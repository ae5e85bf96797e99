import { describe, expect, it } from 'vitest'
import { nextVisit, reconcileEvery } from '#functions/clock/next-visit.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'

const minute = 60_000
const hour = 60 * minute
const rest = { onTime: true, atRest: true }

/** Minutes from now until the next visit; null for never. */
function minutes(play: CasePlay, age: number, visited: { onTime: boolean; atRest: boolean }): number | null {
  if (play.state === null) throw new Error('There is no case')
  const changedAt = new Date(play.now.getTime() - age).toISOString()
  const due = nextVisit(play.state, { now: play.now, changedAt, ...visited, programme: kerman })
  return due?.to === 'clock' ? (new Date(due.at).getTime() - play.now.getTime()) / minute : null
}

describe('the next visit', () => {
  it('never comes for a closed case whose effects arrived', () => {
    const closed = new CasePlay().begin().must({ type: 'withdraw', reason: '' })
    expect(minutes(closed, 0, rest)).toBeNull()
    expect(minutes(closed, 0, { onTime: true, atRest: false })).toBe(1)
  })

  it('leaves a closed case at rest to retention, for when its time is over, and nobody while it is held', () => {
    const closed = new CasePlay().begin().must({ type: 'withdraw', reason: '' })
    const visit = () => {
      if (closed.state === null) throw new Error('There is no case')
      const changedAt = closed.now.toISOString()
      return nextVisit(closed.state, { now: closed.now, changedAt, ...rest, programme: kerman })
    }
    const year = new Date(closed.now)
    year.setUTCFullYear(year.getUTCFullYear() + 1)
    expect(visit()).toEqual({ at: year.toISOString(), to: 'retention' })
    closed.must({ type: 'hold-erasure', by: 'office@city.example', reason: 'A court asked' })
    expect(visit()).toBeNull()
  })

  it('comes to who waits for people when time makes something due, and not before', () => {
    const play = new CasePlay().begin()
    const [reminder = ''] = play.as('in-review').deadline.reminders
    const until = (new Date(reminder).getTime() - play.now.getTime()) / minute
    expect(until).toBeGreaterThan((24 * hour) / minute)
    expect(minutes(play, 0, rest)).toBe(until)
    play.now = new Date(new Date(reminder).getTime() - hour)
    expect(minutes(play, hour, rest)).toBe(60)
  })

  it('comes at the latest after six hours where the next step is the machine’s own', () => {
    const play = new CasePlay().begin().approveAllStages().settle()
    expect(play.as('drawing-up').late).toBe(false)
    expect(minutes(play, 0, rest)).toBe(60)
    play.pass(hour).must({ type: 'tell-late' })
    expect(minutes(play, 0, rest)).toBe(reconcileEvery / minute)
  })

  it('comes after a minute for what is on its way, and ever more seldom the longer it takes', () => {
    const play = new CasePlay().begin().approveAllStages()
    const waiting = { onTime: true, atRest: false }
    expect(minutes(play, 0, waiting)).toBe(1)
    expect(minutes(play, hour, waiting)).toBe(15)
    expect(minutes(play, 365 * 24 * hour, waiting)).toBe(reconcileEvery / minute)
  })

  it('is put off when what is due could not be done, so that it does not stay at the head of the queue', () => {
    const play = new CasePlay().begin()
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    expect(minutes(play, 0, { onTime: false, atRest: true })).toBe(1)
    expect(minutes(play, 0, { onTime: true, atRest: true })).toBeLessThanOrEqual(0)
  })
})
