import type { Entry } from './entries.ts'
import type { Person } from './state.ts'

/** Who held a seat last before an entry, in the round that is open: also who had left it empty by then. */
export function seatHeldBefore(
  entries: readonly Entry[],
  sequence: number,
  { stage, seat }: { readonly stage: string; readonly seat: string },
): Person | null {
  for (const { type, data } of entries.slice(0, sequence - 1).toReversed()) {
    if (type === 'SeatAssigned' && data.stage === stage && data.seat === seat) return data.holder
    if (type === 'StageOpened' && data.stage === stage) {
      return data.seats.find((opened) => opened.seat === seat)?.holder ?? null
    }
  }
  return null
}
