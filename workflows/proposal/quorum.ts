import { type DecisionKind, decisionKinds } from '#workflows/decision.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Because } from './because.ts'
import { isAwaited, isVacant } from './seat.ts'
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
export interface StageResult {
  readonly outcome: ReviewOutcome
  readonly because: Because
}

export type Counts = Readonly<Record<DecisionKind, number>>

export interface Count extends Counts {
  readonly scores: readonly number[]
}

const none: Counts = { approve: 0, 'request-changes': 0, reject: 0 }

/** Which rule lets somebody still answer so. */
const mayAnswer: Readonly<Record<DecisionKind, (rules: CountingRules) => boolean>> = {
  approve: () => true,
  'request-changes': ({ mayRequestChanges }) => mayRequestChanges,
  reject: ({ mayReject }) => mayReject,
}

/** What a decision makes of a stage that misses its quorum. Were it nothing for all of them, the stage would never close. */
const meaning: Readonly<Record<Exclude<DecisionKind, 'approve'>, ReviewOutcome>> = {
  'request-changes': 'changes-requested',
  reject: 'rejected',
}

/** What it becomes where some mean one and some the other. */
const ofMixed: Readonly<Record<Programme['mixedAnswers'], ReviewOutcome>> = {
  'changes-first': 'changes-requested',
  'reject-wins': 'rejected',
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
  const counts = { ...none }
  const scores: number[] = []
  for (const { decision } of seats) {
    if (decision === null) continue
    counts[decision.decision] += 1
    if (decision.score !== null) scores.push(decision.score)
  }
  return { ...counts, scores }
}

/**
 * A stage's outcome as soon as nothing that the remaining reviewers may still say can change it, taking the decisions made so
 * far as they stand, and why; null while it is open. Null with nobody left to decide means that the quorum cannot be reached:
 * the case office has to fill a seat.
 */
export function settledOutcome(seats: readonly Seat[], rules: CountingRules): StageResult | null {
  const awaited = seats.filter(isAwaited).length
  const empty = seats.filter(isVacant).length
  return settledBy(countDecisions(seats), { seats: seats.length, awaited, empty }, rules)
}

/** The same, from counts alone. */
export function settledBy(
  count: Count,
  {
    seats,
    awaited,
    empty = 0,
  }: { readonly seats: number; readonly awaited: number; readonly empty?: number },
  rules: CountingRules,
): StageResult | null {
  const needed = approvalsNeeded(rules.quorum, seats)
  let settled: ReviewOutcome | null | undefined
  for (const ending of endings(count, awaited, rules)) {
    const outcome = finalOutcome(ending, needed, rules)
    if (outcome === null || (settled !== undefined && settled !== outcome)) return null
    settled = outcome
  }
  if (settled === undefined || settled === null) return null
  return {
    outcome: settled,
    because: {
      cause: causeOf(settled, count, { needed, awaited, rules }),
      seats,
      ...(empty === 0 ? {} : { empty }),
      needed,
      approvals: count.approve,
      changes: count['request-changes'],
      rejections: count.reject,
      awaited,
      mean: meanScore(count.scores),
      minimum: rules.minimumScore ?? null,
      mayRequestChanges: rules.mayRequestChanges,
      mixedAnswers: rules.mixedAnswers,
    },
  }
}

/** Which of its rules settled an outcome; see `because.ts`. */
function causeOf(
  outcome: ReviewOutcome,
  count: Count,
  { needed, awaited, rules }: { needed: number; awaited: number; rules: CountingRules },
): Because['cause'] {
  const { approve: approvals, scores } = count
  if (outcome === 'approved') return approvals >= needed ? 'approvals' : 'only-approvals'
  if (approvals >= needed) return 'mean-below-minimum'
  const best = meanScore([...scores, ...Array.from({ length: awaited }, () => 100)])
  const isBelow = rules.minimumScore !== undefined && best !== null && best < rules.minimumScore
  if (approvals + awaited >= needed && isBelow) return 'mean-out-of-reach'
  return meanings(count).length > 1 ? 'mixed-answers' : outcome
}

/** Whether the seats that have a holder could still bring the approvals together. */
export function quorumReachable(seats: readonly Seat[], quorum: Quorum): boolean {
  return seats.filter((seat) => seat.holder !== null).length >= approvalsNeeded(quorum, seats.length)
}

/** What the decisions mean once nobody is left to decide; null when they are too few for any outcome. */
function finalOutcome(count: Count, needed: number, rules: CountingRules): ReviewOutcome | null {
  if (count.approve >= needed) {
    const mean = meanScore(count.scores)
    if (rules.minimumScore === undefined || mean === null || mean >= rules.minimumScore) return 'approved'
    return rules.mayRequestChanges ? 'changes-requested' : 'rejected'
  }
  const [one = null, ...others] = meanings(count)
  return others.length > 0 ? ofMixed[rules.mixedAnswers] : one
}

/** What those mean who did not approve; each meaning once. */
function meanings(count: Counts): ReviewOutcome[] {
  const against = decisionKinds.filter((kind) => kind !== 'approve')
  return [...new Set(against.filter((kind) => count[kind] > 0).map((kind) => meaning[kind]))]
}

/** Every way in which the awaited seats may still answer, each with the lowest and the highest scores. */
function* endings(count: Count, awaited: number, rules: CountingRules): Generator<Count> {
  for (const answers of waysToAnswer(awaited, rules)) {
    const counts = sumOf(count, answers)
    for (const score of awaited > 0 ? [0, 100] : [0]) {
      yield { ...counts, scores: [...count.scores, ...Array.from({ length: awaited }, () => score)] }
    }
  }
}

/** Every way in which so many seats may answer. */
export function waysToAnswer(seats: number, rules: CountingRules): Generator<Counts> {
  return shares(
    seats,
    decisionKinds.filter((kind) => mayAnswer[kind](rules)),
  )
}

export function sumOf(some: Counts, others: Partial<Counts>): Counts {
  const counts = { ...none }
  for (const kind of decisionKinds) counts[kind] = some[kind] + (others[kind] ?? 0)
  return counts
}

/** Every way to share so many answers out among these kinds. */
function* shares(answers: number, [kind, ...others]: readonly DecisionKind[]): Generator<Counts> {
  if (kind === undefined) return
  if (others.length === 0) yield { ...none, [kind]: answers }
  else {
    for (let here = 0; here <= answers; here += 1) {
      for (const rest of shares(answers - here, others)) yield { ...rest, [kind]: here }
    }
  }
}
