import { describe, expect, it } from 'vitest'
import { mostAttempts, nextAttempt } from '#workflows/delivery/retry-schedule.ts'

describe('the schedule of attempts', () => {
  it('makes ten within some three days, each later than the one before', () => {
    const start = new Date('2026-11-22T06:00:00.000Z')
    const times = [start]
    for (let last: Date | null = start; ;) {
      last = nextAttempt(times.length, last)
      if (last === null) break
      times.push(last)
    }
    expect(times).toHaveLength(mostAttempts)
    const whole = (times.at(-1)?.getTime() ?? 0) - start.getTime()
    expect(whole / 3_600_000).toBeCloseTo(75.58, 1)
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()))
  })

  it('begins with five seconds, for what was only a moment', () => {
    const start = new Date('2026-11-22T06:00:00.000Z')
    expect(nextAttempt(1, start)).toEqual(new Date('2026-11-22T06:00:05.000Z'))
    expect(nextAttempt(mostAttempts, start)).toBeNull()
  })
})
