import { describe, expect, it } from 'vitest'
import type { Programme } from '#workflows/programme/programme.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { CasePlay, kerman } from './case-play.ts'

const bounce = (email: string) => ({ type: 'mark-unreachable', email, kind: 'bounce' }) as const
const typesAfter = (play: CasePlay, length: number) => play.entries.slice(length).map(({ type }) => type)
const atResearch = (programme: Programme = kerman) =>
  new CasePlay(programme).begin().approveStage().must({ type: 'open-stage' })

describe('a bounce', () => {
  it('gives the seat to its alternate, whatever the stage does with silence, and leaves it free to come back', () => {
    const programme: Programme = {
      ...kerman,
      stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'hold' as const })),
    }
    const play = new CasePlay(programme).begin()
    const { seat, email } = play.seat(0)
    const length = play.entries.length
    play.must(bounce(email))
    expect(typesAfter(play, length)).toEqual(['PersonUnreachable', 'SeatAssigned'])
    expect(play.entries.at(-1)).toMatchObject({
      actor: { role: 'mail' },
      data: { because: 'unreachable', seat },
    })
    expect(play.seat(0).email).toBe(kerman.stages[0]?.seats[0]?.alternate?.email)
    expect(play.as('in-review').seats[0]).toMatchObject({ left: [], passedOver: [{ email }] })
    expect(play.tell(bounce(email))).toEqual({ facts: [] })
    play.must({
      type: 'reassign',
      by: kerman.caseOffice.members[0]?.email ?? '',
      target: { seat },
      to: { name: { fa: 'ا', en: 'A' }, role: { fa: 'ن', en: 'R' }, email },
      reason: 'The mailbox is mended',
    })
    expect(play.seat(0).email).toBe(email)
  })

  it('leaves silence its turn: the alternates of the other seats still take over at the deadline', () => {
    const play = new CasePlay().begin().approveStage().must({ type: 'open-stage' })
    play.approveStage().must({ type: 'open-stage' })
    play.must(bounce(play.seat(0).email))
    play.now = new Date(silenceOf(play.as('in-review').deadline))
    play.must({ type: 'expire' })
    expect(play.seat(1).email).toBe(kerman.stages[2]?.seats[1]?.alternate?.email)
  })

  it('takes nothing from who has decided, from a complaint, and where the alternate is out of reach too', () => {
    const decided = atResearch().declareAll()
    decided.must(decided.answer(0, 'approve'))
    const complained = atResearch()
    const lost = new CasePlay().begin()
    lost.must(bounce(kerman.stages[0]?.seats[0]?.alternate?.email ?? ''))
    for (const [play, kind] of [
      [decided, 'bounce'],
      [complained, 'complaint'],
      [lost, 'bounce'],
    ] as const) {
      const { email } = play.seat(0)
      const length = play.entries.length
      play.must({ type: 'mark-unreachable', email, kind })
      expect(typesAfter(play, length)).toEqual(['PersonUnreachable'])
      expect(play.seat(0).email).toBe(email)
    }
  })

  it('gives a signature to its alternate, and the next stage its alternate at once', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    play.must(play.signature(0))
    const [, head] = play.as('signing').signatories
    play.must(bounce(head?.person?.email ?? ''))
    expect(play.entries.at(-1)).toMatchObject({ type: 'SignatoryReplaced', data: { because: 'unreachable' } })
    expect(play.as('signing').signatories[1]?.person?.email).toBe(
      kerman.signing.signatories[0]?.alternate?.email,
    )
    const early = new CasePlay().begin()
    const intake = kerman.stages[2]?.seats[0]
    early.must(bounce(intake?.holder.email ?? '')).approveStage()
    early.must({ type: 'open-stage' }).approveStage().must({ type: 'open-stage' })
    expect(early.seat(0).email).toBe(intake?.alternate?.email)
  })
})

describe('a recusal that nobody takes over', () => {
  it('says so in its entry where the quorum can still be reached', () => {
    const play = atResearch()
    const places = kerman.stages[1]?.seats.length ?? 0
    for (let round = 0; round < 2; round += 1) {
      const { seats } = play.as('in-review')
      if (seats[0]?.holder === null) break
      play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin' })
    }
    expect(places).toBeGreaterThan(1)
    const recusal = play.entries.findLast(({ type }) => type === 'ReviewerRecused')
    const warned = play.entries.some(({ type }) => type === 'QuorumEndangered')
    expect(recusal?.data).toMatchObject(warned ? {} : { vacant: true })
  })
})
