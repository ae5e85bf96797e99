import { changesFigures } from '#workflows/board/figures.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

interface Recorded {
  readonly before: ProposalState | null
  readonly entries: readonly Entry[]
  readonly after: ProposalState
}

/**
 * Of entries that are recorded together those that the relay has to hear of: which cause something, other than mails that the clock
 * sends itself, and the last one where the board's figures change. Of the others nothing hangs on being heard.
 */
export function toldToRelay({ before, entries, after }: Recorded): readonly Entry[] {
  const last = entries.at(-1)
  return entries.filter(
    (entry) => causesSomething(entry) || (entry === last && changesFigures(before, after)),
  )
}

function causesSomething({ actor, effects }: Entry): boolean {
  return effects?.some((name) => actor.role !== 'clock' || !name.startsWith('mail-')) ?? true
}
