import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import type { Effect } from './effect.ts'
import { effectsOfEntry } from './effects-of-entry.ts'
import { stillNeeded } from './still-needed.ts'

/** An effect with the entry that causes it. */
export interface EntryEffect {
  readonly entry: Entry
  readonly effect: Effect
}

/** An effect, and whether it makes sense where the case stands now. */
export interface JudgedEffect extends EntryEffect {
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
): readonly EntryEffect[] {
  return allEffectsOf(entries, now, programme).filter((effect) => effect.stillNeeded)
}

/**
 * What each entry caused. An entry is judged by the case as the entry left it, never by the case of today: otherwise an old
 * reminder would ask whoever is awaited now.
 */
export function allEffectsOf(
  entries: readonly Entry[],
  now: ProposalState,
  programme: Programme,
): readonly JudgedEffect[] {
  const effects: JudgedEffect[] = []
  let before: ProposalState | null = null
  for (const entry of entries) {
    const after: ProposalState = evolve(before, entry)
    for (const effect of effectsOfEntry(entry, { before, after }, programme)) {
      effects.push({ entry, effect, stillNeeded: stillNeeded(effect, { after, now, programme }) })
    }
    before = after
  }
  return effects
}
