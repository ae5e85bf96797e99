import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecisionKind, decisionKinds } from '#workflows/decision.ts'
import {
  approvalsNeeded,
  type CountingRules,
  meanScore,
  quorumReachable,
  type ReviewOutcome,
  type StageResult,
  settledOutcome,
} from '#workflows/proposal/quorum.ts'
import { approve, changes, type Place, reject, seatsOf } from './seats-of.ts'

const rulesOf = (rules: Partial<CountingRules> = {}): CountingRules => ({
  quorum: { kind: 'majority' },
  minimumScore: undefined,
  mayRequestChanges: true,
  mayReject: true,
  mixedAnswers: 'changes-first',
  ...rules,
})

const outcome = (places: readonly Place[], rules: Partial<CountingRules> = {}) =>
  settledOutcome(seatsOf(places), rulesOf(rules))?.outcome ?? null

/** The rules once more, told as plainly as can be, for a stage in which nobody is left to answer. */
function plainOutcome(places: readonly Place[], rules: CountingRules): ReviewOutcome | null {
  const answers = places.flatMap((place) => (typeof place === 'string' ? [] : [place]))
  const count = (kind: DecisionKind) => answers.filter(({ decision }) => decision === kind).length
  const mean = meanScore(answers.flatMap(({ score }) => (score === null ? [] : [score])))
  if (count('approve') >= approvalsNeeded(rules.quorum, places.length)) {
    const enough = rules.minimumScore === undefined || mean === null || mean >= rules.minimumScore
    if (enough) return 'approved'
    return rules.mayRequestChanges ? 'changes-requested' : 'rejected'
  }
  const asked = count('request-changes') > 0
  const refused = count('reject') > 0
  if (asked && refused) return rules.mixedAnswers === 'reject-wins' ? 'rejected' : 'changes-requested'
  if (asked) return 'changes-requested'
  return refused ? 'rejected' : null
}

/** Every way in which the open seats may still answer. */
function completions(places: readonly Place[], rules: CountingRules): Place[][] {
  const index = places.indexOf('open')
  if (index === -1) return [[...places]]
  const scored = rules.minimumScore !== undefined
  const scores = scored ? [0, 40, 100] : [null]
  const optional = scored ? [null, 0, 100] : [null]
  const answers: Place[] = [
    ...scores.map((score) => ({ decision: 'approve' as const, score })),
    ...(rules.mayRequestChanges
      ? optional.map((score) => ({ decision: 'request-changes' as const, score }))
      : []),
    ...(rules.mayReject ? optional.map((score) => ({ decision: 'reject' as const, score })) : []),
  ]
  return answers.flatMap((answer) => completions(places.toSpliced(index, 1, answer), rules))
}

const rulesArbitrary = fc.record<CountingRules>({
  quorum: fc.oneof(
    fc.constantFrom<CountingRules['quorum'][]>({ kind: 'all' }, { kind: 'any' }, { kind: 'majority' }),
    fc.record({ kind: fc.constant('atLeast' as const), count: fc.integer({ min: 1, max: 4 }) }),
  ),
  minimumScore: fc.option(fc.constantFrom(0, 40, 65, 100), { nil: undefined }),
  mayRequestChanges: fc.boolean(),
  mayReject: fc.boolean(),
  mixedAnswers: fc.constantFrom('reject-wins', 'changes-first'),
})

const placesArbitrary = (rules: CountingRules): fc.Arbitrary<Place[]> => {
  const scored = rules.minimumScore !== undefined
  const score = scored ? fc.constantFrom(0, 30, 65, 80, 100) : fc.constant(null)
  const place = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Place>('open') },
    { weight: 1, arbitrary: fc.constant<Place>('vacant') },
    { weight: 3, arbitrary: score.map((value) => approve(value)) },
    { weight: 1, arbitrary: fc.constant(rules.mayRequestChanges ? changes : approve(scored ? 50 : null)) },
    { weight: 1, arbitrary: fc.constant(rules.mayReject ? reject : approve(scored ? 50 : null)) },
  )
  return fc.array(place, { minLength: 1, maxLength: 4 })
}

/** What each cause claims is so, and no outcome has a cause of another. */
function expectSound({ outcome, because }: StageResult, { minimumScore }: CountingRules): void {
  const { cause, approvals, changes, rejections, awaited, needed, mean, minimum } = because
  const isBelow = mean !== null && minimum !== null && mean < minimum
  expect(minimum).toBe(minimumScore ?? null)
  expect(['approvals', 'only-approvals'].includes(cause)).toBe(outcome === 'approved')
  switch (cause) {
    case 'approvals':
      expect(approvals).toBeGreaterThanOrEqual(needed)
      expect(isBelow).toBe(false)
      break
    case 'only-approvals':
      expect(approvals).toBeLessThan(needed)
      expect(changes + rejections).toBe(0)
      break
    case 'mean-below-minimum':
      expect(approvals).toBeGreaterThanOrEqual(needed)
      expect(isBelow).toBe(true)
      break
    case 'mean-out-of-reach':
      expect(approvals).toBeLessThan(needed)
      expect(awaited).toBeGreaterThan(0)
      expect(isBelow).toBe(true)
      break
    default:
      expect(approvals).toBeLessThan(needed)
      expect([changes > 0, rejections > 0]).toEqual([cause !== 'rejected', cause !== 'changes-requested'])
  }
}

describe('the quorum', () => {
  it.each([
    [{ kind: 'all' }, 5, 5],
    [{ kind: 'any' }, 5, 1],
    [{ kind: 'majority' }, 3, 2],
    [{ kind: 'majority' }, 4, 3],
    [{ kind: 'majority' }, 1, 1],
    [{ kind: 'atLeast', count: 2 }, 5, 2],
  ] as const)('of kind %j among %i seats needs %i approvals', (quorum, seats, needed) => {
    expect(approvalsNeeded(quorum, seats)).toBe(needed)
  })

  it('closes a majority at its second approval of three, and not at the first', () => {
    expect(outcome([approve(), 'open', 'open'])).toBeNull()
    expect(outcome([approve(), approve(), 'open'])).toBe('approved')
  })

  it('closes "all" at the first answer against, once no mixture can change what it means', () => {
    const all = { quorum: { kind: 'all' as const } }
    expect(outcome([changes, 'open'], { ...all, mixedAnswers: 'changes-first' })).toBe('changes-requested')
    expect(outcome([changes, 'open'], { ...all, mixedAnswers: 'reject-wins' })).toBeNull()
    expect(outcome([reject, 'open'], { ...all, mixedAnswers: 'reject-wins' })).toBe('rejected')
    expect(outcome([reject, 'open'], { ...all, mixedAnswers: 'changes-first' })).toBeNull()
  })

  it('lets one approval settle "any" whatever the others said', () => {
    expect(outcome([reject, changes, approve()], { quorum: { kind: 'any' } })).toBe('approved')
    expect(outcome([reject, reject, 'open'], { quorum: { kind: 'any' } })).toBeNull()
  })

  it('reads mixed answers as the programme says', () => {
    expect(outcome([approve(), changes, reject], { mixedAnswers: 'changes-first' })).toBe('changes-requested')
    expect(outcome([approve(), changes, reject], { mixedAnswers: 'reject-wins' })).toBe('rejected')
  })

  it('waits for a score that could still miss or reach the minimum', () => {
    const scored = { minimumScore: 65 }
    expect(outcome([approve(90), approve(90), 'open'], scored)).toBeNull()
    expect(outcome([approve(100), approve(100), 'open'], scored)).toBe('approved')
    expect(outcome([approve(10), approve(10), 'open'], scored)).toBe('changes-requested')
    expect(outcome([approve(65), approve(65), approve(65)], scored)).toBe('approved')
    expect(outcome([approve(64), approve(65), approve(65)], scored)).toBe('changes-requested')
  })

  it('rejects what misses the minimum in the last round, in which changes cannot be asked for', () => {
    const last = { minimumScore: 65, mayRequestChanges: false }
    expect(outcome([approve(10), approve(10), approve(10)], last)).toBe('rejected')
    expect(outcome([reject, reject, 'open'], { mayRequestChanges: false })).toBe('rejected')
  })

  it('counts an empty seat as a seat, and stays open when only empty seats are left', () => {
    expect(outcome([approve(), 'vacant', 'vacant'])).toBeNull()
    expect(quorumReachable(seatsOf([approve(), 'vacant', 'vacant']), { kind: 'majority' })).toBe(false)
    expect(quorumReachable(seatsOf([approve(), 'open', 'vacant']), { kind: 'majority' })).toBe(true)
    expect(outcome([approve(), approve(), 'vacant'])).toBe('approved')
  })

  it('adds scores exactly: a mean that is the minimum is never below it', () => {
    const scores = [51.53, 32.07, 95.92]
    expect(meanScore(scores)).toBe(59.84)
    expect(outcome(scores.map(approve), { minimumScore: 59.84 })).toBe('approved')
  })

  it('never leaves a stage open in which everybody has answered, and counts whatever each of them said', () => {
    fc.assert(
      fc.property(
        rulesArbitrary,
        fc.array(fc.constantFrom(...decisionKinds), { minLength: 4, maxLength: 8 }),
        (rules, kinds) => {
          const places = kinds.map((decision): Place => ({ decision, score: null }))
          const because = settledOutcome(seatsOf(places), rules)?.because
          if (because === undefined) throw new Error('It is open')
          expect(because.approvals + because.changes + because.rejections).toBe(kinds.length)
        },
      ),
    )
  })

  it('is settled exactly when no answer that is still to come can change the outcome', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(
        rulesArbitrary.chain((rules) => fc.tuple(fc.constant(rules), placesArbitrary(rules))),
        ([rules, places]) => {
          const ends = new Set(completions(places, rules).map((ending) => plainOutcome(ending, rules)))
          const [only = null] = ends
          const expected = ends.size === 1 ? only : null
          const settled = settledOutcome(seatsOf(places), rules)
          expect(settled?.outcome ?? null).toBe(expected)
          if (settled !== null) expectSound(settled, rules)
          const isEarly = expected !== null && places.includes('open')
          const kind = `${expected}${isEarly ? ' early' : ''}`
          seen.set(kind, (seen.get(kind) ?? 0) + 1)
        },
      ),
      { numRuns: 3000 },
    )
    for (const kind of ['approved early', 'changes-requested early', 'rejected early', 'null']) {
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(0)
    }
  })
})
