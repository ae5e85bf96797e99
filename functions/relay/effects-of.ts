import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { causedBy } from './caused-by.ts'
import type { Errand } from './errand.ts'
import { stillNeeded } from './still-needed.ts'

/** One thing that one entry has to cause. */
export interface Cause {
  readonly entry: Entry
  readonly errand: Errand
}

/** What an entry caused, and whether it makes sense where the case stands now. */
export interface Caused extends Cause {
  readonly stillNeeded: boolean
}

/**
 * All that a ledger has to cause, in order, given where the case stands now: what each entry caused when it was recorded, less
 * what no longer makes sense. Pure, so that the relay and the clock agree on it.
 */
export function effectsOf(
  entries: readonly Entry[],
  now: ProposalState,
  programme: Programme,
): readonly Cause[] {
  return causesOf(entries, now, programme).filter((cause) => cause.stillNeeded)
}

/**
 * What each entry caused. An entry is judged by the case as the entry left it, never by the case of today: otherwise an old
 * reminder would ask whoever is awaited now.
 */
export function causesOf(
  entries: readonly Entry[],
  now: ProposalState,
  programme: Programme,
): readonly Caused[] {
  const causes: Caused[] = []
  let before: ProposalState | null = null
  for (const entry of entries) {
    const after: ProposalState = evolve(before, entry)
    for (const errand of causedBy(entry, { before, after }, programme)) {
      causes.push({ entry, errand, stillNeeded: stillNeeded(errand, { after, now, programme }) })
    }
    before = after
  }
  return causes
}
