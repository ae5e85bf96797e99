import { describe, expect, it } from 'vitest'
import { spanText, wholeSpan } from '#functions/shared/pages/span-text.ts'

describe('several spans as one', () => {
  it('add up where they are of one kind, to whole days', () => {
    const whole = wholeSpan([{ working: 'P3D' }, { working: 'P10D' }, { working: 'PT12H' }])
    expect(whole).toEqual({ working: 'P14D' })
    expect(spanText(whole ?? { working: 'P0D' }, 'fa')).toBe('۱۴ روز کاری')
    expect(wholeSpan([{ calendar: 'P7D' }, { calendar: 'P1D' }])).toEqual({ calendar: 'P8D' })
  })

  it('do not where some are working time and others are not', () => {
    expect(wholeSpan([{ working: 'P3D' }, { calendar: 'P3D' }])).toBeNull()
  })
})
