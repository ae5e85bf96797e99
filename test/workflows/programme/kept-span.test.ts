import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addKeptSpan, parseKeptSpan } from '#workflows/programme/kept-span.ts'

const after = (start: string, span: string) => addKeptSpan(new Date(start), span).toISOString()

describe('a span for which data is kept', () => {
  it.each([
    ['P2Y', '2028-03-15T10:00:00.000Z'],
    ['P6M', '2026-09-15T10:00:00.000Z'],
    ['P11M', '2027-02-15T10:00:00.000Z'],
    ['P4W', '2026-04-12T10:00:00.000Z'],
    ['P30D', '2026-04-14T10:00:00.000Z'],
  ])('%s ends by the calendar', (span, end) => {
    expect(after('2026-03-15T10:00:00.000Z', span)).toBe(end)
  })

  it('ends on the last day of a month that lacks the day', () => {
    expect(after('2028-02-29T00:00:00.000Z', 'P1Y')).toBe('2029-02-28T00:00:00.000Z')
    expect(after('2026-10-31T00:00:00.000Z', 'P1M')).toBe('2026-11-30T00:00:00.000Z')
  })

  it.each(['P0D', 'P101Y', 'P1Y6M', 'PT5H', 'P-1Y', 'forever', '2 years', 'P1.5Y', ''])(
    'is not %j',
    (text) => {
      expect(parseKeptSpan(text)).toBeUndefined()
      expect(() => addKeptSpan(new Date(0), text)).toThrow(RangeError)
    },
  )

  it('never ends before it began, and a longer one never before a shorter one', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        fc.constantFrom('Y', 'M', 'W', 'D'),
        fc.integer({ min: 1, max: 99 }),
        (start, unit, count) => {
          const end = addKeptSpan(start, `P${count}${unit}`)
          expect(end > start).toBe(true)
          expect(addKeptSpan(start, `P${count + 1}${unit}`) > end).toBe(true)
        },
      ),
    )
  })
})
