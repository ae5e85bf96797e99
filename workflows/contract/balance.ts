import type { Instalment, Payment } from '../proposal/state.ts'

/** One instalment, and what has come of it. Rials. */
export interface InstalmentBalance {
  /** Its place in the schedule, from 1. */
  readonly instalment: number
  readonly due: string
  readonly expected: number
  readonly received: number
  /** Never below zero: what was paid too much is not owed elsewhere. */
  readonly outstanding: number
}

/** Expected against received, instalment by instalment. */
export function balanceOf({
  schedule,
  payments,
}: {
  readonly schedule: readonly Instalment[]
  readonly payments: readonly Payment[]
}): readonly InstalmentBalance[] {
  return schedule.map(({ due, amount: expected }, index) => {
    const received = payments
      .filter(({ instalment }) => instalment === index + 1)
      .reduce((sum, { amount }) => sum + amount, 0)
    return { instalment: index + 1, due, expected, received, outstanding: Math.max(0, expected - received) }
  })
}
