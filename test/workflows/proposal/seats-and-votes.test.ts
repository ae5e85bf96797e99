import { describe, expect, it } from 'vitest'
import { personAt, signedBy, smallCity, stageWith } from '#test/city/small-city.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { applicant, CasePlay, documents, reference } from './case-play.ts'

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

  it('ends what was proposed for the seat before it, also once its voter steps aside', () => {
    const play = new CasePlay(city).begin().declareAll().must(give('seat-2', 'guest@elsewhere.example'))
    const proposal = play.as('in-review').proposals[0]?.sequence ?? 0
    play.must(play.answer(2, 'reject'))
    const agree = { type: 'agree-holder', by: colleague, proposal } as const
    expect(play.as('in-review').proposals).toEqual([])
    expect(play.tell(agree)).toEqual({ refused: 'proposal-over' })
    play.must({ type: 'recuse', ...play.seat(2), reason: 'A cousin' })
    expect(play.tell(agree)).toEqual({ refused: 'proposal-over' })
    play.must(give('seat-2', 'guest@elsewhere.example'))
    const [anew] = play.as('in-review').proposals
    play.must({ ...agree, proposal: anew?.sequence ?? 0 })
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

describe("the applicant's side, once known by a number", () => {
  const sara = { ...applicant, email: 'founder@startup.example', mobile: '09131234567' }
  const numbered = { mobile: '09131234567', nationalCode: '2980000000' }
  const withNumbers = smallCity({
    stages: [
      stageWith(
        'review',
        [[personAt('known@city.example', numbered)], ['second@city.example'], ['third@city.example']],
        { quorum: { kind: 'atLeast', count: 2 } },
      ),
    ],
    signing: signedBy([['mayor@city.example'], [personAt('known@city.example', numbered)]]),
    caseOffice: {
      ...city.caseOffice,
      members: [
        ...city.caseOffice.members,
        { ...personAt('known@city.example', numbered), access: 'case-office' },
      ],
    },
  })
  const submitted = (first: Record<string, string>) =>
    new CasePlay(withNumbers).must(
      {
        type: 'submit',
        reference,
        language: 'fa',
        documents: documents(1),
        applicant: { ...sara, ...first },
      },
      { type: 'confirm' },
      { type: 'open-stage' },
    )
  const revised = (play: CasePlay, second: Record<string, string>) => {
    play.must({ type: 'declare', ...play.seat(1) }, play.answer(1, 'request-changes'))
    return play.must(
      { type: 'revise', documents: documents(2), applicant: { ...sara, ...second } },
      { type: 'open-stage' },
    )
  }

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['another mobile number', {}, { mobile: '09121111111' }],
    ['another national code', { mobile: '09120000000', nationalCode: '2980000000' }, { nationalCode: '1' }],
    ['none of them', { nationalCode: '2980000000' }, { mobile: '' }],
  ])('stays it though a revision gives %s', (_what, first, second) => {
    const play = revised(submitted(first), second)
    expect(play.as('in-review').seats[0]?.holder).toBeNull()
    expect(play.tell(give('seat-0', 'known@city.example'))).toMatchObject({ refused: 'person-is-applicant' })
    const closing = { type: 'close', by: 'known@city.example', reason: 'Because' } as const
    expect(play.tell(closing)).toEqual({ refused: 'applicants-side' })
    expect(play.tell(pass(play, 1, 'known@city.example'))).toMatchObject({ refused: 'person-is-applicant' })
    play.declareAll().must(play.answer(1, 'approve')).must(play.answer(2, 'approve'))
    play.drawUp()
    expect(play.as('signing').signatories[2]?.person).toBeNull()
    play.must({ ...closing, by: officer })
    expect(play.state?.formerMarks).not.toEqual([])
    play.must({ type: 'erase', by: officer, reason: 'Asked for' })
    expect(play.state?.formerMarks).toEqual([])
  })
})

describe('a second bounce of whoever got the seat back', () => {
  it('tells the case office again that the seat changed hands', () => {
    const play = new CasePlay(city).begin()
    const effects = () => play.entries.flatMap(({ effects: names }) => names ?? [])
    const told = () => effects().filter((name) => name === 'mail-office:unreachable').length
    play.must(bounce('first@city.example'))
    expect(told()).toBe(1)
    play.must(give('seat-0', 'first@city.example'), bounce('first@city.example'))
    expect(play.seat(0).email).toBe('other@city.example')
    expect(told()).toBe(2)
    expect(play.state?.unreachable).toEqual(['first@city.example'])
    expect(play.tell(bounce('first@city.example'))).toEqual({ facts: [] })
  })
})
