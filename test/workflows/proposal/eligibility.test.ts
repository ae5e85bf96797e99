import { describe, expect, it } from 'vitest'
import { firstEligible, seatBar } from '#workflows/proposal/eligibility.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

/** A case at research whose intake seat was decided by its holder. */
const atResearch = () => new CasePlay().begin().approveStage().must({ type: 'open-stage' })
const intakeHolder = kerman.stages[0]?.seats[0]?.holder

describe('who may hold a seat', () => {
  it('is nobody who submitted, holds another seat, gave one up in this round, or decided in another stage', () => {
    const play = atResearch()
    const first = play.seat(0)
    const to = { name: { fa: 'ب', en: 'B' }, role: { fa: 'ب', en: 'B' }, email: 'b@university.example' }
    play.must({ type: 'delegate', ...first, to, reason: 'On leave' })
    const state = play.as('in-review')
    const bar = (email: string, seat = first.seat) => seatBar(email, { ...state, seat }, state, play)
    expect(bar(applicant.email.toUpperCase())).toBe('person-is-applicant')
    expect(bar(play.seat(1).email.toUpperCase())).toBe('person-holds-seat')
    expect(bar(first.email)).toBe('person-recused')
    expect(bar(first.email, play.seat(1).seat)).toBe('person-recused')
    expect(bar(intakeHolder?.email ?? '')).toBe('person-decided-elsewhere')
    expect(bar('new@university.example')).toBeNull()
  })

  it('may have decided in another stage where the programme allows it', () => {
    const play = atResearch()
    const state = play.as('in-review')
    const programme = { ...kerman, oneDecisionPerPerson: false }
    expect(
      seatBar(intakeHolder?.email ?? '', { ...state, seat: 'research-head' }, state, { programme }),
    ).toBeNull()
  })

  it('is the first in line whom nothing bars, and nobody when all are barred', () => {
    const play = atResearch()
    const state = play.as('in-review')
    const candidacy = { ...state, seat: 'research-head' }
    const free = { name: { fa: 'ب', en: 'B' }, role: { fa: 'ب', en: 'B' }, email: 'b@university.example' }
    const barred = { ...free, email: applicant.email }
    expect(firstEligible([null, barred, undefined, free], candidacy, state, play)).toEqual(free)
    expect(firstEligible([null, barred], candidacy, state, play)).toBeNull()
  })
})

describe('a seat given up for a conflict of interest', () => {
  it('does not come back to the same person two rounds later', () => {
    const play = atResearch().declareAll()
    const gone = play.seat(0)
    play.must({ type: 'recuse', ...gone, reason: 'A cousin works there' })
    for (const round of [2, 3]) {
      // One seat is empty, so one answer against settles the round.
      play.must(play.answer(1, 'request-changes'))
      play.must({ type: 'revise', documents: documents(round), applicant }, { type: 'open-stage' })
      const { seats } = play.as('in-review')
      expect(seats.map(({ holder }) => holder?.email)).not.toContain(gone.email)
      expect(seats.find(({ seat }) => seat === gone.seat)?.holder).toBeNull()
    }
  })
})
