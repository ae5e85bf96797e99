import type { Programme } from '../programme/programme.ts'
import type { Because } from './because.ts'
import type { Seat, StageOutcome } from './state.ts'

type Quorum = Programme['stages'][number]['quorum']

/** What a review stage can decide; a lapse is time's doing. */
export type ReviewOutcome = Exclude<StageOutcome, 'lapsed'>

/** The rules by which seats become an outcome. */
export interface CountingRules {
  readonly quorum: Quorum
  /** 0 to 100; the mean of the weighted scores must reach it for an approval. */
  readonly minimumScore: number | undefined
  /** False in the last round a programme allows, or where a stage does not offer it. */
  readonly mayRequestChanges: boolean
  readonly mayReject: boolean
  /** What the stage answers when the quorum is missed and some reject while others ask for changes. */
  readonly mixedAnswers: Programme['mixedAnswers']
}

/** What a stage decided, and why. */
export interface Settled {
  readonly outcome: ReviewOutcome
  readonly because: Because
}

export interface Count {
  readonly approvals: number
  readonly changes: number
  readonly rejections: number
  readonly scores: readonly number[]
}

/** How many approvals a stage of so many seats needs; seats left empty still count as seats. */
export function approvalsNeeded(quorum: Quorum, seats: number): number {
  switch (quorum.kind) {
    case 'all':
      return seats
    case 'any':
      return 1
    case 'majority':
      return Math.floor(seats / 2) + 1
    case 'atLeast':
      return quorum.count
  }
}

/**
 * Mean of the scores, 0 to 100; null when nobody scored. Scores have two decimals and are added as whole hundredths, so that a
 * mean which is the minimum never misses it by a binary fraction.
 */
export function meanScore(scores: readonly number[]): number | null {
  if (scores.length === 0) return null
  const hundredths = scores.reduce((sum, score) => sum + Math.round(score * 100), 0)
  return hundredths / (scores.length * 100)
}

/** The decisions that count now. */
function countDecisions(seats: readonly Seat[]): Count {
  const decisions = seats.flatMap((seat) => (seat.decision === null ? [] : [seat.decision]))
  const of = (kind: string): number => decisions.filter(({ decision }) => decision === kind).length
  return {
    approvals: of('approve'),
    changes: of('request-changes'),
    rejections: of('reject'),
    scores: decisions.flatMap(({ score }) => (score === null ? [] : [score])),
  }
}

/**
 * A stage's outcome as soon as nothing that the remaining reviewers may still say can change it, taking the decisions made so
 * far as they stand, and why; null while it is open. Null with nobody left to decide means that the quorum cannot be reached:
 * the case office has to fill a seat.
 */
export function settledOutcome(seats: readonly Seat[], rules: CountingRules): Settled | null {
  const awaited = seats.filter((seat) => seat.holder !== null && seat.decision === null).length
  return settledBy(countDecisions(seats), { seats: seats.length, awaited }, rules)
}

/** The same, from counts alone. */
export function settledBy(
  count: Count,
  { seats, awaited }: { readonly seats: number; readonly awaited: number },
  rules: CountingRules,
): Settled | null {
  const needed = approvalsNeeded(rules.quorum, seats)
  let settled: ReviewOutcome | null | undefined
  for (const ending of endings(count, awaited, rules)) {
    const outcome = finalOutcome(ending, needed, rules)
    if (outcome === null || (settled !== undefined && settled !== outcome)) return null
    settled = outcome
  }
  if (settled === undefined || settled === null) return null
  const { approvals, changes, rejections, scores } = count
  return {
    outcome: settled,
    because: {
      cause: causeOf(settled, count, { needed, awaited, rules }),
      seats,
      needed,
      approvals,
      changes,
      rejections,
      awaited,
      mean: meanScore(scores),
      minimum: rules.minimumScore ?? null,
      mayRequestChanges: rules.mayRequestChanges,
      mixedAnswers: rules.mixedAnswers,
    },
  }
}

/** Which of its rules settled an outcome; see `because.ts`. */
function causeOf(
  outcome: ReviewOutcome,
  { approvals, changes, rejections, scores }: Count,
  { needed, awaited, rules }: { needed: number; awaited: number; rules: CountingRules },
): Because['cause'] {
  if (outcome === 'approved') return approvals >= needed ? 'approvals' : 'only-approvals'
  if (approvals >= needed) return 'mean-below-minimum'
  const best = meanScore([...scores, ...Array.from({ length: awaited }, () => 100)])
  const isBelow = rules.minimumScore !== undefined && best !== null && best < rules.minimumScore
  if (approvals + awaited >= needed && isBelow) return 'mean-out-of-reach'
  if (changes > 0 && rejections > 0) return 'mixed-answers'
  return changes > 0 ? 'changes-requested' : 'rejected'
}

/** Whether the seats that have a holder could still bring the approvals together. */
export function quorumReachable(seats: readonly Seat[], quorum: Quorum): boolean {
  return seats.filter((seat) => seat.holder !== null).length >= approvalsNeeded(quorum, seats.length)
}

/** What the decisions mean once nobody is left to decide; null when they are too few for any outcome. */
function finalOutcome(count: Count, needed: number, rules: CountingRules): ReviewOutcome | null {
  if (count.approvals >= needed) {
    const mean = meanScore(count.scores)
    if (rules.minimumScore === undefined || mean === null || mean >= rules.minimumScore) return 'approved'
    return rules.mayRequestChanges ? 'changes-requested' : 'rejected'
  }
  if (count.changes > 0 && count.rejections > 0) {
    return rules.mixedAnswers === 'changes-first' ? 'changes-requested' : 'rejected'
  }
  if (count.changes > 0) return 'changes-requested'
  return count.rejections > 0 ? 'rejected' : null
}

/** Every way in which the awaited seats may still answer, each with the lowest and the highest scores. */
function* endings(count: Count, awaited: number, rules: CountingRules): Generator<Count> {
  for (let approvals = 0; approvals <= awaited; approvals += 1) {
    for (let changes = 0; changes <= awaited - approvals; changes += 1) {
      const rejections = awaited - approvals - changes
      if (changes > 0 && !rules.mayRequestChanges) continue
      if (rejections > 0 && !rules.mayReject) continue
      for (const score of awaited > 0 ? [0, 100] : [0]) {
        yield {
          approvals: count.approvals + approvals,
          changes: count.changes + changes,
          rejections: count.rejections + rejections,
          scores: [...count.scores, ...Array.from({ length: awaited }, () => score)],
        }
      }
    }
  }
}
