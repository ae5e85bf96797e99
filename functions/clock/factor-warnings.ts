import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { factorWarning } from '#workflows/programme/second-factor.ts'

interface Warning {
  readonly programme: () => Programme
  readonly now: () => Date
  readonly throttle: Throttle
  readonly signIns: Pick<SignIns, 'ask'>
}

/** A window that nobody sees the end of: what was counted in it is counted for good. Seconds. */
const once = 1e10

/** Has every member told ahead of the day on which the board asks for a second factor: 14, 7 and one day before, each once. */
export function factorWarnings(): (dependencies: Warning) => Promise<void> {
  // Remembered in the life of a process: the schedule calls every second on one machine.
  let last = ''
  return async ({ programme, now, throttle, signIns }) => {
    const known = programme()
    const days = factorWarning(known, now())
    const warning = `second factor from ${known.board.secondFactorFrom}, ${days} days ahead`
    if (days === null || warning === last) return
    const bucket = `${known.id}: ${warning}`
    if ((await throttle.take(bucket, { count: 1, seconds: once }, now())).allowed)
      for (const { email } of known.caseOffice.members)
        await signIns.ask({ kind: 'news', email, at: now().toISOString(), tells: 'factor-to-come' })
    last = warning
  }
}
