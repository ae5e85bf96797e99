import { criterionLines } from '#functions/shared/pages/cause-words.ts'
import { type RoundAnswer, roundAnswers } from '#functions/shared/pages/round-answers.ts'
import { roundCause } from '#functions/shared/pages/round-cause.ts'
import { mayApplyAgain } from '#functions/shared/pages/told-reason.ts'
import { traitsOf } from '#workflows/decision.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Because } from '#workflows/proposal/because.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { opinionsOf } from '#workflows/proposal/rounds.ts'
import type { ClosedStage, ProposalState } from '#workflows/proposal/state.ts'

/** A round that did not approve, and what was said in it. */
export interface AskedFor {
  readonly round: ClosedStage
  /** Null where time ended it, or it is not known. */
  readonly because: Because | null
  readonly cause: Text | null
  /** How far each criterion came, where a mean decided. */
  readonly criteria: readonly Text[]
  /** The answers that ask for something, or reject. */
  readonly answers: readonly RoundAnswer[]
  /** Those that approved: they ask for nothing. */
  readonly inFavour: readonly RoundAnswer[]
  readonly mayApplyAgain: boolean
}

/** What the last round asked for, or why it rejected; null when the last word was an approval or there is none yet. */
export function askedFor(
  state: ProposalState,
  entries: readonly Entry[],
  programme: Programme,
): AskedFor | null {
  const round = state.closedStages.at(-1)
  if (round === undefined || round.outcome === 'approved') return null
  const caused = roundCause(round, { state, entries, programme })
  const all = roundAnswers(round, { entries, programme })
  const answers = all.filter(({ decision }) => !traitsOf[decision].isInFavour)
  const codes = answers.flatMap(({ decision, reasonCode }) =>
    traitsOf[decision].isRejection ? [reasonCode] : [],
  )
  return {
    round,
    because: caused?.because ?? null,
    cause: caused?.words ?? null,
    criteria:
      caused === null || caused.because === null
        ? []
        : criterionLines(caused.because, opinionsOf(entries, round, programme), programme),
    answers,
    inFavour: all.filter(({ decision }) => traitsOf[decision].isInFavour),
    mayApplyAgain: round.outcome !== 'rejected' || mayApplyAgain(codes, programme),
  }
}
