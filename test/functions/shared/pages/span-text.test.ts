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

describe('one span in words', () => {
  it.each([
    [{ working: 'P3D' }, '۳ روز کاری', '3 working days'],
    [{ calendar: 'P1D' }, '۱ روز', '1 day'],
    [{ calendar: 'P1W' }, '۷ روز', '7 days'],
    [{ calendar: 'PT2H' }, '۲ ساعت', '2 hours'],
    [{ calendar: 'PT30H' }, '۳۰ ساعت', '30 hours'],
    [{ calendar: 'PT1H30M' }, '۱ ساعت و ۳۰ دقیقه', '1 hour 30 minutes'],
    [{ calendar: 'PT15M' }, '۱۵ دقیقه', '15 minutes'],
    [{ working: 'PT12H' }, '۱۲ ساعت کاری', '12 working hours'],
    [{ calendar: 'P1DT6H' }, '۳۰ ساعت', '30 hours'],
  ])('%j is told as long as it is', (span, fa, en) => {
    expect(spanText(span, 'fa')).toBe(fa)
    expect(spanText(span, 'en')).toBe(en)
  })
})
