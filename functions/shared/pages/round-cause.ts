import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Because } from '#workflows/proposal/because.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { becauseOf } from '#workflows/proposal/stage-closing.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { causeWords } from './cause-words.ts'
import { stageLapseWords } from './lapse-words.ts'

export interface CausedCase {
  readonly state: Pick<ProposalState, 'closedStages'>
  readonly entries: readonly Entry[]
  readonly programme: Programme
}

/** Why a round that has closed ended as it did, in words alone where time ended it; null where the case office did, or it is not known. */
export function roundCause(
  at: { readonly stage: string; readonly round: number },
  { state, entries, programme }: CausedCase,
): { readonly because: Because | null; readonly words: Text } | null {
  const lapsed = state.closedStages.find(
    ({ stage, round, outcome }) => outcome === 'lapsed' && stage === at.stage && round === at.round,
  )
  if (lapsed !== undefined) return { because: null, words: stageLapseWords(lapsed, programme) }
  for (const { type, data } of entries) {
    if (type !== 'StageClosed' || data.stage !== at.stage || data.round !== at.round) continue
    const because = becauseOf(data, state.closedStages, programme)
    if (because === null) return null
    return { because, words: causeWords({ outcome: data.outcome, round: data.round, because }, programme) }
  }
  return null
}
