import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, parseDuration } from '#workflows/programme/duration.ts'

describe('parseDuration', () => {
  it.each([
    ['P10D', 10 * DAY],
    ['P2W', 14 * DAY],
    ['PT12H', DAY / 2],
    ['P1DT1H1M1S', DAY + 3_661_000],
    ['PT90M', 5_400_000],
    ['P0D', 0],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1Y',
    'P1M',
    '10D',
    'P-1D',
    'P1.5D',
    'p1d',
    'P1W2D',
    'P1D ',
    'PT1S1M',
    'P۱D',
    'P1D\n',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('adds up its parts', () => {
    const part = fc.nat(99_999)
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const text = `P${days}DT${hours}H${minutes}M${seconds}S`
        expect(parseDuration(text)).toBe(((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000)
      }),
    )
  })
})
