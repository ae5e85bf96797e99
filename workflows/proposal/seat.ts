import type { Person, Seat } from './state.ts'

/** Whether the stage waits for whoever holds this seat. */
export function isAwaited(seat: Seat): seat is Seat & { readonly holder: Person } {
  return seat.holder !== null && seat.decision === null
}

/** Whether the case office has to name somebody before the seat can decide. */
export function isVacant({ holder, decision }: Seat): boolean {
  return holder === null && decision === null
}

/** Whether the seat is still to decide, whoever comes to hold it. */
export function isUndecided(seat: Seat): boolean {
  return isAwaited(seat) || isVacant(seat)
}
