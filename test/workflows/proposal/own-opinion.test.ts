import { describe, expect, it } from 'vitest'
import { personAt, smallCity, stageWith } from '#test/city/small-city.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { isOpenBeforeOpinion, stateBeforeOpinion, undecidedSeatOf } from '#workflows/proposal/own-opinion.ts'
import { CasePlay } from './case-play.ts'

const [officer, colleague] = ['officer@city.example', 'colleague@city.example']
const city = smallCity({
  stages: [
    stageWith('early', [['early@city.example']]),
    stageWith(
      'review',
      [['first@city.example'], ['second@city.example'], ['third@city.example'], ['fourth@city.example']],
      { quorum: { kind: 'all' } },
    ),
  ],
  delegation: { domains: ['city.example'] },
})
const reason = 'A reason in words'
const extend = { type: 'extend', until: '2027-03-01T00:00:00.000Z', reason } as const

/** An officer holds a seat by delegation, in this spelling, and a colleague's seat has decided. */
function seated(spelling = officer, programme = city): CasePlay {
  const play = new CasePlay(programme).begin().approveStage().must({ type: 'open-stage' })
  play.must({ type: 'delegate', ...play.seat(0), to: personAt(spelling), reason })
  play.declareAll().must(
    {
      type: 'reassign',
      by: colleague,
      target: { seat: 'seat-2' },
      to: personAt('guest@far.example'),
      reason,
    },
    play.answer(1, 'reject'),
  )
  return play
}

/** All that the office does about an open stage; whoever proposed somebody does not agree to them too. */
function doings(play: CasePlay, by: string): readonly Command[] {
  const proposal = play.as('in-review').proposals[0]?.sequence ?? 0
  const agree: readonly Command[] = by === colleague ? [] : [{ type: 'agree-holder', by, proposal }]
  return [
    ...agree,
    { type: 'reassign', by, target: { seat: 'seat-3' }, to: personAt('other@city.example'), reason },
    { type: 'reassign', by, target: { seat: 'seat-0' }, to: personAt('other@city.example'), reason },
    { type: 'decline-holder', by, proposal, reason },
    { ...extend, by },
    { type: 'resend-link', by, target: { place: 'seat', stage: 'review', seat: 'seat-3' }, reason },
    { type: 'close', by, reason },
  ]
}

describe('a member of the office whose own opinion is awaited', () => {
  it.each([officer, 'Officer@City.example', 'officer+reviews@city.example'])(
    'does nothing about the open stage, seated as %s',
    (spelling) => {
      const play = seated(spelling)
      for (const command of doings(play, officer)) {
        expect(play.tell(command), command.type).toEqual({ refused: 'own-opinion-first' })
      }
      for (const command of doings(play, colleague)) {
        expect(play.copy().tell(command), command.type).not.toHaveProperty('refused')
      }
    },
  )

  it('does all of it as soon as they decided', () => {
    const play = seated().must({ type: 'declare', ...seated().seat(0) })
    play.must(play.answer(0, 'approve'))
    for (const command of doings(play, officer).filter(
      (doing) => doing.type !== 'reassign' || 'seat-0' !== ('seat' in doing.target && doing.target.seat),
    )) {
      expect(play.copy().tell(command), command.type).not.toHaveProperty('refused')
    }
  })

  it('still has the links of the applicant and of the own seat sent', () => {
    const again = { type: 'resend-link', by: officer, reason } as const
    const own = { place: 'seat', stage: 'review', seat: 'seat-0' } as const
    for (const target of [{ place: 'applicant' } as const, own])
      expect(seated().tell({ ...again, target })).not.toHaveProperty('refused')
  })

  it('is not stuck who is the whole office and the only reviewer', () => {
    const alone = smallCity({
      stages: [stageWith('review', [[officer]])],
      caseOffice: { ...city.caseOffice, members: [personAt(officer)] },
    })
    const play = new CasePlay(alone).begin()
    expect(play.tell({ ...extend, by: officer })).toEqual({ refused: 'own-opinion-first' })
    expect(play.approveStage().state?.status).toBe('settling-terms')
  })

  it('gives more time where the stage is about to lapse and takes nobody’s opinion until then', () => {
    const lapsing = smallCity({
      stages: [stageWith('review', [[officer]], { onDeadline: 'lapse' })],
      caseOffice: { ...city.caseOffice, members: [personAt(officer)] },
    })
    const play = new CasePlay(lapsing).begin()
    const { deadline } = play.as('in-review')
    play.now = new Date(Date.parse(deadline.at) + 60_000)
    expect(play.now.toISOString() < silenceOf(deadline)).toBe(true)
    expect(play.tell({ type: 'close', by: officer, reason })).toEqual({ refused: 'own-opinion-first' })
    expect(play.tell({ type: 'declare', ...play.seat(0) })).toEqual({ refused: 'deadline-passed' })
    play.must({ ...extend, by: officer })
    expect(play.tell({ ...extend, until: '2027-04-01T00:00:00.000Z', by: officer })).toEqual({
      refused: 'own-opinion-first',
    })
    expect(play.approveStage().state?.status).toBe('settling-terms')
  })
})

describe('two whom the programme names by addresses of their own', () => {
  it('are two, also where they reach one mailbox', () => {
    const routed = smallCity({
      stages: [stageWith('review', [['officer+seat@city.example'], ['second@city.example']])],
    })
    const play = new CasePlay(routed).begin()
    expect(undecidedSeatOf(officer, play.as('in-review'), { programme: routed })).toBeNull()
  })
})

const told = (play: CasePlay) => {
  const own = undecidedSeatOf(officer, play.as('in-review'), { programme: city })
  if (own === null) throw new Error('The officer holds no seat')
  const ledger = { entries: play.entries, programme: city }
  return { own, ledger, isOpen: isOpenBeforeOpinion(own, ledger) }
}

const isEarly = ({ type, data }: CasePlay['entries'][number]) =>
  type === 'ReviewDecided' && data.stage === 'early'

describe('what is told before the own opinion', () => {
  it('is of the open round nothing but the own seat and what is said of the round', () => {
    const play = seated().must({ ...extend, by: colleague })
    const { own, ledger, isOpen } = told(play)
    const opening = play.entries.findLast(({ type }) => type === 'StageOpened')?.sequence ?? 0
    const types = play.entries.filter((entry) => entry.sequence > opening && isOpen(entry))
    expect(types.map(({ type }) => type)).toEqual(['SeatAssigned', 'NoConflictDeclared', 'DeadlineExtended'])
    const seen = stateBeforeOpinion(play.as('in-review'), own, ledger)
    expect(seen).toMatchObject({ seats: [{ seat: 'seat-0' }], proposals: [] })
    expect(JSON.stringify(seen)).not.toContain('second@city.example')
  })

  it('does not change with what the others say', () => {
    const play = seated()
    const before = told(play)
    const ledger = play.entries.filter(before.isOpen)
    const state = stateBeforeOpinion(play.as('in-review'), before.own, before.ledger)
    play.must({ type: 'recuse', ...play.seat(3), reason }, play.answer(2, 'approve'))
    const after = told(play)
    expect(play.entries.filter(after.isOpen)).toEqual(ledger)
    expect(stateBeforeOpinion(play.as('in-review'), after.own, after.ledger)).toEqual(state)
  })

  it('is of stages before what the programme lets the seat see', () => {
    const shown = told(seated())
    expect(shown.ledger.entries.filter(isEarly).every(shown.isOpen)).toBe(true)
    const [early, review] = city.stages
    const blind = smallCity({ ...city, stages: [early, { ...review, sees: [] }] })
    const play = seated(officer, blind)
    const own = undecidedSeatOf(officer, play.as('in-review'), { programme: blind })
    if (own === null) throw new Error('The officer holds no seat')
    const ledger = { entries: play.entries, programme: blind }
    expect(play.entries.filter(isEarly).some(isOpenBeforeOpinion(own, ledger))).toBe(false)
    expect(stateBeforeOpinion(play.as('in-review'), own, ledger).closedStages).toEqual([])
  })
})
