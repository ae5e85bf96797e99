import { describe, expect, it } from 'vitest'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { applicant, CasePlay, documents } from './case-play.ts'

const [officer, colleague] = ['officer@city.example', 'colleague@city.example']
const give = (seat: string, email: string, by = officer) =>
  ({ type: 'reassign', by, target: { seat }, to: personAt(email), reason: 'Away for some time' }) as const
const bounce = (email: string) => ({ type: 'mark-unreachable', email, kind: 'bounce' }) as const
const pass = (play: CasePlay, index: number, email: string) =>
  ({ type: 'delegate', ...play.seat(index), to: personAt(email), reason: 'On leave' }) as const

const city = smallCity({
  delegation: { domains: ['city.example'] },
  stages: [
    stageWith(
      'review',
      [
        ['first@city.example', 'other@city.example'],
        ['second@city.example', 'another@city.example'],
        ['third@city.example'],
      ],
      { quorum: { kind: 'all' }, onDeadline: 'alternate' },
    ),
  ],
})

function voted(): CasePlay {
  const play = new CasePlay(city).begin().declareAll()
  return play.must(play.answer(0, 'reject'))
}

/** The case office takes seats; nobody else's vote falls with them. */
describe('a vote that was cast', () => {
  it.each([
    ['somebody of the city', 'new@city.example'],
    ['its alternate', 'other@city.example'],
    ['somebody from outside', 'guest@elsewhere.example'],
    ['its own holder', 'first@city.example'],
  ])('stands: the office gives the seat to nobody, as %s', (_who, email) => {
    const play = voted()
    expect(play.tell(give('seat-0', email))).toEqual({ refused: 'already-decided', field: 'target' })
    expect(play.as('in-review').seats[0]?.decision?.decision).toBe('reject')
  })

  it('stands where somebody from outside was proposed before it, until its voter steps aside', () => {
    const play = new CasePlay(city).begin().declareAll().must(give('seat-2', 'guest@elsewhere.example'))
    const proposal = play.as('in-review').proposals[0]?.sequence ?? 0
    play.must(play.answer(2, 'reject'))
    const agree = { type: 'agree-holder', by: colleague, proposal } as const
    expect(play.tell(agree)).toEqual({ refused: 'already-decided', field: 'target' })
    play.must({ type: 'recuse', ...play.seat(2), reason: 'A cousin' }, agree)
    expect(play.seat(2).email).toBe('guest@elsewhere.example')
  })

  it('stands through silence, a bounce of its voter and more time', () => {
    const play = voted().must(bounce('first@city.example'), {
      type: 'extend',
      by: officer,
      until: '2027-02-01T00:00:00.000Z',
      reason: 'Holidays',
    })
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    play.must({ type: 'expire' })
    expect(play.as('in-review').seats[0]).toMatchObject({
      holder: { email: 'first@city.example' },
      decision: { decision: 'reject' },
    })
  })
})

describe('a seat that was passed on', () => {
  it('stays with the delegate in the next round, who cannot pass it on then either', () => {
    const play = new CasePlay(city).begin()
    play.must(pass(play, 0, 'delegate@city.example')).askForChanges()
    play.must({ type: 'revise', documents: documents(2), applicant })
    play.must({ type: 'open-stage' })
    expect(play.seat(0).email).toBe('delegate@city.example')
    expect(play.tell(pass(play, 0, 'onwards@city.example'))).toEqual({ refused: 'already-delegated' })
    play.must(pass(play, 1, 'onwards@city.example'))
  })
})

describe('silence after a bounce', () => {
  it('still passes on what was not answered, also where mail has reached the bounced one again since', () => {
    const play = new CasePlay(city).begin()
    play.must(bounce('first@city.example'), { type: 'mark-reachable', email: 'first@city.example' })
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    play.must({ type: 'expire' })
    expect(play.seat(1).email).toBe('another@city.example')
  })

  it('passes on once all the same, also where whoever was silent has bounced since', () => {
    const play = new CasePlay(city).begin()
    const deadline = () => new Date(silenceOf(play.as('in-review').deadline))
    play.declareAll().must(play.answer(1, 'approve'))
    play.now = deadline()
    play.must({ type: 'expire' })
    expect(play.seat(0).email).toBe('other@city.example')
    play.must(bounce('first@city.example'))
    play.now = deadline()
    expect(play.tell({ type: 'expire' })).toMatchObject({ facts: [{ data: { consequence: 'hold' } }] })
  })
})
