import type { Instalment, Payment } from './state.ts'

/** One instalment, and what has come of it. Rials. */
export interface InstalmentBalance {
  /** Its place in the schedule, from 1. */
  readonly instalment: number
  readonly due: string
  /** The last day on which it is paid in time; absent where that is not known to be later than `due`. */
  readonly latest?: string
  readonly expected: number
  readonly received: number
  /** Always expected less received; below zero where more came than is due, and then the surplus is shown. */
  readonly outstanding: number
  readonly surplus: number
}

interface Booked {
  readonly schedule: readonly Instalment[]
  readonly payments: readonly Payment[]
}

/**
 * Expected against received, instalment by instalment. What finance carries over fills the next instalments in their order; what
 * is left after the last of them stays a surplus of it, so that nothing of what came is ever left out.
 */
export function balanceOf({ schedule, payments }: Booked): readonly InstalmentBalance[] {
  const received = schedule.map(() => 0)
  for (const { instalment, amount, carriedOver } of payments) {
    let rest = amount
    for (let index = instalment - 1; index < schedule.length && rest > 0; index += 1) {
      const due = Math.max(0, (schedule[index]?.amount ?? 0) - (received[index] ?? 0))
      const isWhole = carriedOver !== true || index === schedule.length - 1
      const part = isWhole ? rest : Math.min(rest, due)
      received[index] = (received[index] ?? 0) + part
      rest -= part
    }
  }
  return schedule.map(({ due, latest, amount: expected }, index) => {
    const came = received[index] ?? 0
    const outstanding = expected - came
    return {
      instalment: index + 1,
      due,
      ...(latest === undefined ? {} : { latest }),
      expected,
      received: came,
      outstanding,
      surplus: Math.max(0, -outstanding),
    }
  })
}

/** What is still due of an instalment, as if the payment that is corrected had not come. */
export function dueOfInstalment(
  { schedule, payments }: Booked,
  { instalment, corrects }: { readonly instalment: number; readonly corrects: number | null },
): number {
  const others = payments.filter(({ sequence }) => sequence !== corrects)
  const row = balanceOf({ schedule, payments: others })[instalment - 1]
  return Math.max(0, row?.outstanding ?? 0)
}
