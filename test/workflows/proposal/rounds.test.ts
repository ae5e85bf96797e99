import { describe, expect, it } from 'vitest'
import { opinionsOf } from '#workflows/proposal/rounds.ts'
import { weightedScore } from '#workflows/proposal/score.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const atResearch = () => new CasePlay().begin().approveStage().must({ type: 'open-stage' }).declareAll()

const all = (score: number) => Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, score]))

describe('what the reviewers of a round said', () => {
  it("is each seat's last word, in the order of the seats", () => {
    const play = atResearch()
    play.must(play.answer(1, 'reject'), play.answer(0, 'approve', 3), play.answer(1, 'request-changes'))
    expect(
      opinionsOf(play.entries, { stage: 'research', round: 1 }, kerman).map(({ seat, decision, total }) => [
        seat,
        decision,
        total,
      ]),
    ).toEqual([
      ['research-head', 'approve', 60],
      ['research-urban', 'request-changes', 100],
    ])
  })

  it('leaves out who recused or gave the seat to somebody else, and other rounds and stages', () => {
    const play = atResearch()
    play.must(play.answer(0, 'approve'))
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin works there' })
    expect(opinionsOf(play.entries, { stage: 'research', round: 1 }, kerman)).toEqual([])
    // One seat is empty, so one answer against settles the round.
    play.must(play.answer(1, 'request-changes'))
    play.must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' }).declareAll()
    play.must(play.answer(1, 'approve'))
    expect(
      opinionsOf(play.entries, { stage: 'research', round: 1 }, kerman).map(({ decision }) => decision),
    ).toEqual(['request-changes'])
    expect(opinionsOf(play.entries, { stage: 'research', round: 2 }, kerman)).toHaveLength(1)
    expect(opinionsOf(play.entries, { stage: 'investment', round: 1 }, kerman)).toEqual([])
  })
})

describe('the weighted score', () => {
  it('runs from 0 at the lowest to 100 at the highest of the scale', () => {
    const [lowest, highest] = kerman.rubric.scale
    expect(weightedScore(all(lowest), kerman.rubric)).toBe(0)
    expect(weightedScore(all(highest), kerman.rubric)).toBe(100)
  })

  it('counts each criterion by its weight, and is none when one is missing', () => {
    expect(weightedScore({ ...all(0), revenue: 5 }, kerman.rubric)).toBe(25)
    expect(weightedScore({ ...all(0), risk: 1 }, kerman.rubric)).toBe(2)
    const { revenue: _missing, ...partial } = all(5)
    expect(weightedScore(partial, kerman.rubric)).toBeNull()
  })
})
