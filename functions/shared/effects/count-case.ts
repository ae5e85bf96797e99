import type { CaseStore, OpenCase } from '#functions/shared/ports/case-store.ts'
import type { Figures } from '#functions/shared/ports/figures.ts'
import { figuresOf } from '#workflows/board/figures.ts'
import type { PinnedProgramme } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'

export interface CountDependencies {
  readonly cases: Pick<CaseStore, 'entries'>
  readonly figures: Pick<Figures, 'countedUpTo' | 'add'>
  readonly programmeOf: (pinned: PinnedProgramme) => Programme
}

/** Entries that are counted together; each changes a handful of figures, and a transaction takes a hundred writes. */
const atOnce = 10

/**
 * Counts what the ledger of a case says and the board's figures do not yet. Relay and clock both do: an entry counts once
 * whoever comes first, and what one of them left outstanding the next visit makes good. Entries that change no figure are not
 * noted as counted: they are looked at again with those that follow, which costs no write.
 */
export async function countCase(
  { state, tip }: OpenCase,
  { cases, figures, programmeOf }: CountDependencies,
): Promise<void> {
  const { reference } = state
  let from = await figures.countedUpTo(reference)
  if (from >= tip.sequence) return
  const entries = await cases.entries(reference)
  const last = entries.at(-1)?.sequence ?? 0
  for (let upTo = from; upTo < last;) {
    upTo = Math.min(upTo + atOnce, last)
    const changes = figuresOf(entries.slice(0, upTo), from, programmeOf(state.programme))
    if (changes.size === 0) continue
    // Who counted meanwhile counts on; whatever is then still missing, the clock comes for.
    if ((await figures.add({ reference, from, upTo, changes })) === 'moved') return
    from = upTo
  }
}
