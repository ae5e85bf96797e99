import { type RoundAnswer, roundAnswers } from '#functions/pages/round-answers.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import type { ClosedStage, ProposalState } from '#workflows/proposal/state.ts'

export interface AskedFor {
  readonly round: ClosedStage
  readonly answers: readonly RoundAnswer[]
}

/** What the last round asked for, or why it rejected; null when the last word was an approval or there is none yet. */
export function askedFor(state: ProposalState, entries: readonly Entry[]): AskedFor | null {
  const round = state.closedStages.at(-1)
  if (round === undefined || round.outcome === 'approved') return null
  return { round, answers: roundAnswers(round, entries) }
}
