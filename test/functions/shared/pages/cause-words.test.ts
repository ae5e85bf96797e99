import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeWords, toldMean } from '#functions/shared/pages/cause-words.ts'
import { seatsOf } from '#test/workflows/proposal/seats-of.ts'
import { meanScore, settledOutcome } from '#workflows/proposal/quorum.ts'
import { rows, rulesOf } from './closing-rows.ts'

describe('why a stage ended', () => {
  it.each(rows)('is told as it is: $what', ({ rules, places, round = 1, outcome, cause, en, fa }) => {
    const settled = settledOutcome(seatsOf(places), rulesOf(rules))
    expect(settled).toMatchObject({ outcome, because: { cause } })
    if (settled === null) return
    expect(causeWords({ ...settled, round }, { maxRounds: 3 })).toEqual({ en, fa })
  })

  it('has a row for every cause of every outcome that there is', () => {
    const kinds = new Set(rows.map(({ cause, outcome }) => `${cause}: ${outcome}`))
    expect([...kinds].toSorted()).toEqual([
      'approvals: approved',
      'changes-requested: changes-requested',
      'mean-below-minimum: changes-requested',
      'mean-below-minimum: rejected',
      'mean-out-of-reach: rejected',
      'mixed-answers: changes-requested',
      'mixed-answers: rejected',
      'only-approvals: approved',
      'rejected: rejected',
    ])
  })

  it('never tells a mean on the wrong side of what is needed', () => {
    expect(toldMean(64.998)).toBe(64.99)
    expect(toldMean(200 / 3)).toBe(66.66)
    const hundredths = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)
    fc.assert(
      fc.property(fc.array(hundredths, { minLength: 1, maxLength: 7 }), hundredths, (scores, least) => {
        const mean = meanScore(scores) ?? 0
        expect(toldMean(mean) >= least).toBe(mean >= least)
      }),
    )
  })
})
