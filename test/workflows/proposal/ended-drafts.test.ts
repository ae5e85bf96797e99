import { describe, expect, it } from 'vitest'
import { endedDrafts } from '#workflows/proposal/ended-drafts.ts'
import { CasePlay } from './case-play.ts'

const ended = (play: CasePlay, act: () => void) => {
  const before = play.state
  act()
  if (play.state === null) throw new Error('A played case has a state')
  return endedDrafts(before, play.state).map(({ seat }) => seat)
}

describe('the drafts that end', () => {
  it('are none while nobody is asked, and none by a declaration', () => {
    const play = new CasePlay()
    expect(ended(play, () => play.begin())).toEqual([])
    expect(ended(play, () => play.declareAll())).toEqual([])
  })

  it('are those of the seat that decides, and all when the round closes', () => {
    const play = new CasePlay().begin().approveStage()
    play.must({ type: 'open-stage' })
    play.declareAll()
    const seats = play.as('in-review').seats.map(({ seat }) => seat)
    expect(seats).toHaveLength(3)
    expect(ended(play, () => play.must(play.answer(0, 'approve')))).toEqual([seats[0]])
    expect(ended(play, () => play.must(play.answer(1, 'approve')))).toEqual(seats)
  })

  it('are those of a seat that changes hands', () => {
    const play = new CasePlay().begin()
    const { seat } = play.seat(0)
    expect(ended(play, () => play.must({ type: 'recuse', ...play.seat(0), reason: 'Kin' }))).toEqual([seat])
  })
})
