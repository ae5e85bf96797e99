import type { Programme } from '#workflows/programme/programme.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { evolve } from '#workflows/proposal/evolve.ts'
import { type ProposalState, samePerson } from '#workflows/proposal/state.ts'
import { type Effect, effectNamed } from './effect.ts'
import { effectsBeforeLists } from './effects-before-lists.ts'
import { type DropReason, dropReason } from './still-needed.ts'

/** An effect with the entry that causes it. */
export interface EntryEffect {
  readonly entry: Entry
  readonly effect: Effect
}

/** An effect as the case stands now. */
export interface JudgedEffect extends EntryEffect {
  /** Why it makes no sense any more; null while it does. */
  readonly dropped: DropReason | null
}

/** All that a ledger has to cause, in order, less what makes no sense any more where the case stands now. */
export function effectsOf(
  entries: readonly Entry[],
  now: ProposalState,
  programme: Programme,
): readonly EntryEffect[] {
  return allEffectsOf(entries, now, programme).filter(({ dropped }) => dropped === null)
}

/** Whether an earlier version of the contract than the one that an entry is about asked somebody to sign, at whichever place. */
export function wasAskedBefore(email: string, { entries, entry, state, programme }: EntryInCase): boolean {
  const drawnUp = entries.findLast(
    ({ type, sequence }) => type === 'ContractDrawnUp' && sequence <= entry.sequence,
  )
  const earlier = entries.filter(({ sequence }) => sequence < (drawnUp?.sequence ?? 0))
  return allEffectsOf(earlier, state, programme).some(
    ({ effect }) =>
      effect.kind === 'mail-signatory' &&
      (effect.message === 'signature-requested' || effect.message === 'signature-requested-anew') &&
      samePerson(effect.person.email, email),
  )
}

interface EntryInCase {
  readonly entries: readonly Entry[]
  readonly entry: Entry
  readonly state: ProposalState
  readonly programme: Programme
}

/**
 * What each entry caused: what the names on its row say, whatever today's code would have an entry of its type cause. Who holds a
 * place is folded from the ledger at that entry; otherwise an old reminder would ask whoever is awaited now. Pure, so that the
 * relay and the clock agree on it.
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
    const moment = { before, after }
    const caused =
      entry.effects?.map((name) => effectNamed(name, moment, programme)) ??
      effectsBeforeLists(entry, moment, programme)
    // The release before may have closed the case a moment ago; what it caused earlier is its own affair.
    const isOver = entry.effects === undefined && now.status === 'closed' && after.status !== 'closed'
    for (const effect of caused) {
      const dropped = isOver ? 'closed-before' : dropReason(effect, { after, now, programme })
      effects.push({ entry, effect, dropped })
    }
    before = after
  }
  return effects
}
