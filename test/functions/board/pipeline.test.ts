import { describe, expect, it } from 'vitest'
import { pipelineOf } from '#functions/board/pipeline.ts'
import { forMembers } from '#functions/board/session.ts'
import { showPipeline } from '#functions/board/show-pipeline.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { request } from '../desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '../desk/contract-desk.ts'

const day = 86_400_000
const now = new CasePlay().pass(20 * day).now

function stateOf(play: CasePlay): ProposalState {
  if (play.state === null) throw new Error('There is no case')
  return play.state
}

describe('the pipeline', () => {
  it('tells of each step how many cases are in it, for how long, and what they are worth', () => {
    const states = [
      stateOf(new CasePlay().begin()),
      stateOf(new CasePlay().pass(10 * day).begin()),
      stateOf(new CasePlay().pass(13 * day).begin()),
      stateOf(
        new CasePlay()
          .begin()
          .pass(5 * day)
          .approveStage()
          .must({ type: 'open-stage' }),
      ),
      stateOf(new CasePlay().toFinance()),
    ]
    const steps = pipelineOf(states, { programme: kerman, now })
    const told = steps.map(({ cases, medianAge, longestAge }) => [cases, medianAge, longestAge])
    expect(told[0]).toEqual([0, null, null])
    expect(told[1]).toEqual([3, 10, 20])
    expect(told[2]).toEqual([1, 15, 15])
    expect(told.at(-1)).toEqual([1, 20, 20])
    expect(steps[1]?.expectedRevenue).toBe(3_600_000_000)
  })

  it('is drawn in both languages with the same facts in a table, and told as JSON', async () => {
    const desk = await ContractDesk.inReview()
    const route = forMembers(showPipeline)
    const cookies = await desk.session()
    const persian = answered(await route(request({ cookies }), desk.dependencies)).body
    expect(persian).toContain('<svg role="img" aria-label="میانهٔ ماندن پرونده‌ها در هر گام"')
    expect(persian).toContain('<caption>گام‌ها در یک نگاه</caption>')
    const english = answered(await route(request({ cookies, ...inEnglish }), desk.dependencies)).body
    expect(english).toContain('IRR 9,375,000,000')
    const facts = factsIn(await route(request({ cookies, ...asJson }), desk.dependencies))
    expect(facts).toMatchObject({ read: 1, complete: true })
    expect(await route(request(asJson), desk.dependencies)).toMatchObject({ status: 401 })
  })
})
