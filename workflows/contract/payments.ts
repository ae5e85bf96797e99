import type { Text } from '#workflows/language.ts'
import { firstOfMonth, isoOf, type JalaliDate, jalaliOf, lastOfMonth, quarterOf } from './jalali.ts'
import { persianDigits } from './persian.ts'

export interface QuarterlyShare {
  /** ISO date of the quarter's last day. */
  readonly due: string
  /** Rials. */
  readonly amount: number
  readonly label: Text
}

export interface ShareInput {
  /** ISO date; the first day of a Jalali month. */
  readonly startsOn: string
  readonly durationMonths: number
  /** Per cent, two decimals. */
  readonly sharePercent: number
  /** Rials that the share of a contract year comes to at least. */
  readonly annualFloor: number
  /** Rials, one per contract year. */
  readonly annualRevenue: readonly number[]
}

const seasons = {
  1: { fa: 'بهار', en: 'Spring' },
  2: { fa: 'تابستان', en: 'Summer' },
  3: { fa: 'پاییز', en: 'Autumn' },
  4: { fa: 'زمستان', en: 'Winter' },
} as const

const MONTHS = 12n
/** Per cent with two decimals: 100 per cent is 10,000 of these. */
const BASIS = 10_000n

/** Half up; both arguments non-negative. */
const rounded = (value: bigint, divisor: bigint): bigint => (2n * value + divisor) / (2n * divisor)

/**
 * The municipal share of the estimated revenue, by Jalali quarter, over the years that have an estimate or the
 * contract's duration, whichever ends first. A month earns a twelfth of its contract year, or of the floor where that is more. What is rounded is the
 * running total, not each quarter, so the amounts add up to the whole share to the rial; quarters of nothing are left out.
 */
export const quarterlyShares = ({
  startsOn,
  durationMonths,
  sharePercent,
  annualFloor,
  annualRevenue,
}: ShareInput): QuarterlyShare[] => {
  const first = jalaliOf(startsOn)
  const months = Math.min(durationMonths, annualRevenue.length * 12)
  const share = BigInt(Math.round(sharePercent * 100))
  const floor = BigInt(annualFloor) * BASIS
  const payments: QuarterlyShare[] = []
  let earned = 0n
  let paid = 0n
  for (let index = 0; index < months; index += 1) {
    const shared = BigInt(annualRevenue[Math.floor(index / 12)] ?? 0) * share
    earned += shared > floor ? shared : floor
    const month = firstOfMonth(first, index)
    if (month.month % 3 !== 0 && index < months - 1) continue
    const total = rounded(earned, MONTHS * BASIS)
    if (total > paid) {
      const amount = Number(total - paid)
      payments.push(paymentIn(month, amount))
    }
    paid = total
  }
  return payments
}

/** A payment that was agreed for a quarter; `due` is any day of it (ISO), `amount` in rials. */
export interface AgreedPayment {
  readonly due: string
  readonly amount: number
}

/** Payments that were written down quarter by quarter, in the order of time. */
export const agreedPayments = (payments: readonly AgreedPayment[]): QuarterlyShare[] =>
  payments
    .map(({ due, amount }) => paymentIn(jalaliOf(due), amount))
    .toSorted((left, right) => (left.due < right.due ? -1 : 1))

/** The payment of the quarter in which a month lies. */
const paymentIn = (month: JalaliDate, amount: number): QuarterlyShare => {
  const quarter = quarterOf(month)
  return {
    due: isoOf(lastOfMonth({ ...month, month: quarter * 3 })),
    amount,
    label: {
      fa: `${seasons[quarter].fa} ${persianDigits(month.year)}`,
      en: `${seasons[quarter].en} ${month.year}`,
    },
  }
}
