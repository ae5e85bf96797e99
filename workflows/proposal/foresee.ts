import type { DecisionKind } from '#workflows/decision.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { type Count, type Counts, type StageResult, settledBy, sumOf, waysToAnswer } from './quorum.ts'
import { isAwaited, isVacant } from './seat.ts'
import { countingRules, offeredDecisions } from './stage-closing.ts'
import type { ProposalState, StateOf } from './state.ts'

/** What an answer that is not sent yet would do, as far as it can be told without telling what others answered. */
export interface Foreseen {
  /** `perhaps`: it depends on the answers of others. */
  readonly ends: 'certainly' | 'perhaps' | 'not'
  /** Whether all others who have a seat have answered. */
  readonly isLast: boolean
  /** What the stage becomes, where no answer of others can change it. */
  readonly outcome: StageResult['outcome'] | null
  /** The same with its cause, where nobody else has answered, so that it follows from this answer alone. */
  readonly settled: StageResult | null
}

/**
 * Looks at every way in which those who have answered may have answered, and never at how they did: whoever asks before sending
 * learns nothing but how many have.
 */
export function foresee(
  state: Pick<StateOf<'in-review'>, 'stage' | 'round' | 'seats'>,
  answer: { readonly seat: string; readonly decision: DecisionKind; readonly score: number | null },
  programme: Programme,
): Foreseen {
  const others = state.seats.filter(({ seat }) => seat !== answer.seat)
  const answered = others.filter(({ decision }) => decision !== null).length
  const awaited = others.filter(isAwaited).length
  const rules = countingRules(state, programme)
  const places = { seats: state.seats.length, awaited, empty: others.filter(isVacant).length }
  const { minimumScore } = rules
  // An early end by the scores of others alone takes extreme ones; who cannot know them is not asked twice because of them.
  const usual = [minimumScore ?? 0]
  const settle = (scores: readonly number[]): (StageResult | null)[] =>
    [...waysToAnswer(answered, rules)].flatMap((count) =>
      scores.map((score) => settledBy(withAnswer(count, answer, { answered, score }), places, rules)),
    )
  const all = settle(minimumScore === undefined ? usual : [0, minimumScore, 100])
  const [first = null] = all
  const isCertain = all.every((settled) => settled !== null)
  const isSame = all.every((settled) => settled?.outcome === first?.outcome)
  const isLast = awaited === 0
  const mayEnd = isLast || settle(usual).some((settled) => settled !== null)
  return {
    ends: isCertain ? 'certainly' : mayEnd ? 'perhaps' : 'not',
    isLast,
    outcome: isCertain && isSame ? (first?.outcome ?? null) : null,
    settled: isCertain && answered === 0 ? first : null,
  }
}

/** Whether one seat alone is awaited, and the stage ends by its answer, whatever that is. */
export function endsByNextAnswer(state: ProposalState, programme: Programme): boolean {
  if (state.status !== 'in-review') return false
  const [next, ...others] = state.seats.filter(isAwaited)
  if (next === undefined || others.length > 0) return false
  const { seat } = next
  return offeredDecisions(state, { programme }).every(
    (decision) => foresee(state, { seat, decision, score: null }, programme).ends === 'certainly',
  )
}

function withAnswer(
  others: Counts,
  { decision, score: own }: { readonly decision: DecisionKind; readonly score: number | null },
  { answered, score }: { readonly answered: number; readonly score: number },
): Count {
  const scores = Array.from({ length: answered }, () => score)
  return {
    ...sumOf(others, { [decision]: 1 }),
    scores: own === null ? scores : [...scores, own],
  }
}
