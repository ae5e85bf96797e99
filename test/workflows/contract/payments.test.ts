import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOf, jalaliOf, lastOfMonth } from '#workflows/contract/jalali.ts'
import { quarterlyShares, type ShareInput } from '#workflows/contract/payments.ts'

const shareInput = fc.record({
  startsOn: fc
    .record({ year: fc.integer({ min: 1404, max: 1440 }), month: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, month }) => isoOf({ year, month, day: 1 })),
  durationMonths: fc.integer({ min: 1, max: 360 }),
  sharePercent: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
  annualFloor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999_999_999_999 })),
  annualRevenue: fc.array(fc.integer({ min: 0, max: 999_999_999_999_999 }), { minLength: 3, maxLength: 3 }),
})

/** The share or the floor, whichever is more, reckoned year by year, in twelfths of hundredths of a per cent, rounded once. */
const wholeShare = ({ durationMonths, sharePercent, annualFloor, annualRevenue }: ShareInput): bigint => {
  let parts = 0n
  for (const [year, revenue] of annualRevenue.entries()) {
    const months = Math.max(0, Math.min(12, durationMonths - year * 12))
    const share = BigInt(revenue) * BigInt(Math.round(sharePercent * 100))
    const floor = BigInt(annualFloor) * 10_000n
    parts += (share > floor ? share : floor) * BigInt(months)
  }
  const whole = parts / 120_000n
  return parts % 120_000n >= 60_000n ? whole + 1n : whole
}

const sumOf = (input: ShareInput): bigint =>
  quarterlyShares(input).reduce((sum, { amount }) => sum + BigInt(amount), 0n)

describe('the municipal share by quarter', () => {
  it('adds up to the whole share without losing a rial', () => {
    fc.assert(
      fc.property(shareInput, (input) => {
        expect(sumOf(input)).toBe(wholeShare(input))
      }),
      { numRuns: 2000 },
    )
  })

  it('falls due on last days of Jalali quarters, each once, in order', () => {
    fc.assert(
      fc.property(shareInput, (input) => {
        const dues = quarterlyShares(input).map(({ due }) => due)
        for (const due of dues) {
          const day = jalaliOf(due)
          expect(day.month % 3).toBe(0)
          expect(day).toEqual(lastOfMonth(day))
        }
        expect(dues).toEqual([...new Set(dues)].sort())
      }),
    )
  })

  it('is paid in whole positive rials, over thirteen quarters at most', () => {
    fc.assert(
      fc.property(shareInput, (input) => {
        const amounts = quarterlyShares(input).map(({ amount }) => amount)
        expect(amounts.length).toBeLessThanOrEqual(13)
        expect(amounts.every((amount) => Number.isSafeInteger(amount) && amount > 0)).toBe(true)
      }),
    )
  })

  it('is split by the months that the contract has in each quarter', () => {
    const payments = quarterlyShares({
      startsOn: isoOf({ year: 1404, month: 9, day: 1 }),
      durationMonths: 5,
      sharePercent: 10,
      annualFloor: 0,
      annualRevenue: [12_000, 0, 0],
    })
    expect(payments).toEqual([
      { due: '2025-12-21', amount: 100, label: { fa: 'پاییز ۱۴۰۴', en: 'Autumn 1404' } },
      { due: '2026-03-20', amount: 300, label: { fa: 'زمستان ۱۴۰۴', en: 'Winter 1404' } },
      { due: '2026-06-21', amount: 100, label: { fa: 'بهار ۱۴۰۵', en: 'Spring 1405' } },
    ])
  })

  it('changes with the contract year, not with the calendar year', () => {
    const amounts = quarterlyShares({
      startsOn: isoOf({ year: 1405, month: 1, day: 1 }),
      durationMonths: 36,
      sharePercent: 100,
      annualFloor: 0,
      annualRevenue: [4, 8, 12],
    }).map(({ amount }) => amount)
    expect(amounts).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  })

  it('comes to the floor in the years that earn less, and to the share in those that earn more', () => {
    const amounts = quarterlyShares({
      startsOn: isoOf({ year: 1405, month: 1, day: 1 }),
      durationMonths: 36,
      sharePercent: 10,
      annualFloor: 400,
      annualRevenue: [0, 1000, 8000],
    }).map(({ amount }) => amount)
    expect(amounts).toEqual([100, 100, 100, 100, 100, 100, 100, 100, 200, 200, 200, 200])
  })

  it('is empty when the city asks for nothing', () => {
    expect(
      quarterlyShares({
        startsOn: '2025-11-22',
        durationMonths: 36,
        sharePercent: 0,
        annualFloor: 0,
        annualRevenue: [1e12, 1e12, 1e12],
      }),
    ).toEqual([])
  })
})
