import { describe, expect, it } from 'vitest'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { attentionOf } from '#workflows/board/attention.ts'

const why = ({ state }: CasePlay) => {
  if (state === null) throw new Error('There is no case')
  return attentionOf(state)
}
const lost = (email: string) => ({ type: 'mark-unreachable', email, kind: 'bounce' }) as const

describe('a case needs the case office', () => {
  it('when its terms are to be settled, at first and when the contract came back, and no longer once they are', () => {
    const play = new CasePlay().begin().approveAllStages()
    expect(why(play)).toBe('terms')
    play.drawUp().signAll().seal().must({ type: 'deliver' })
    expect(why(play)).toBeNull()
    play.must({ type: 'return', reason: 'Wrong account' })
    expect(why(play)).toBe('terms')
    play.settle('Done')
    expect(why(play)).toBeNull()
  })

  it('when a seat is vacant, until somebody holds it', () => {
    const play = new CasePlay().begin()
    const seat = play.seat(0)
    play.must({ type: 'recuse', ...seat, reason: 'A cousin' })
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A friend' })
    expect(why(play)).toBe('vacant')
    const to = {
      name: { fa: 'پری', en: 'Pari' },
      role: { fa: 'کارشناس', en: 'Expert' },
      email: 'pari@kerman.example',
    }
    const by = 'z.rahimi@kerman.example'
    play.must({ type: 'reassign', by, target: { seat: seat.seat }, to, reason: 'She knows it' })
    expect(why(play)).toBeNull()
  })

  it('when mail does not reach whoever has to act, and only then', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' })
    play.must(lost('sara@startup.example'), lost('somebody@else.example'))
    expect(why(play)).toBeNull()
    play.must(lost(play.seat(1).email.toUpperCase()))
    expect(why(play)).toBe('unreachable')
    play.declareAll().must(play.answer(1, 'approve'))
    expect(why(play)).toBeNull()
  })

  it('when mail does not reach finance, and not when it does not reach whoever signed', () => {
    const play = new CasePlay().toFinance()
    play.must(lost('sara@startup.example'), lost(kerman.signing.signatories[0]?.holder.email ?? ''))
    expect(why(play)).toBeNull()
    play.must(lost(kerman.finance.office.email))
    expect(why(play)).toBe('unreachable')
  })

  it('when mail does not reach an applicant who owes something', () => {
    const play = new CasePlay().begin().must(lost('sara@startup.example'))
    expect(why(play)).toBeNull()
    play.declareAll().must(play.answer(0, 'request-changes'))
    expect(why(play)).toBe('unreachable')
  })
})
