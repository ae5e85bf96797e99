import { describe, expect, it } from 'vitest'
import { personAt, signedBy, smallCity, stageWith } from '#test/city/small-city.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { firstEligible, seatBar } from '#workflows/proposal/eligibility.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const holders = (play: CasePlay) => play.as('in-review').seats.map(({ holder }) => holder?.email)
const guest = personAt('guest@university.example')
const officer = kerman.caseOffice.members[0]?.email ?? ''
const otherSpelling = (email: string): string => email.toUpperCase().replace('@', '+again@')

/** A case at research whose intake seat was decided by its holder. */
const atResearch = () => new CasePlay().begin().approveStage().must({ type: 'open-stage' })
const intakeHolder = kerman.stages[0]?.seats[0]?.holder

describe('who may hold a seat', () => {
  it('is nobody who submitted, holds another seat, recused, or decided in another stage, in whatever spelling', () => {
    const play = atResearch()
    const first = play.seat(0)
    play.must({ type: 'recuse', ...first, reason: 'A cousin works there' })
    const state = play.as('in-review')
    const bar = (email: string, seat = first.seat) => seatBar(email, { ...state, seat }, state, play)
    expect(bar(otherSpelling(applicant.email))).toBe('person-is-applicant')
    expect(bar(otherSpelling(play.seat(1).email))).toBe('person-holds-seat')
    expect(bar(first.email)).toBe('person-recused')
    expect(bar(otherSpelling(first.email), play.seat(1).seat)).toBe('person-recused')
    expect(bar(otherSpelling(intakeHolder?.email ?? ''))).toBe('person-decided-elsewhere')
    expect(bar('new@university.example')).toBeNull()
  })

  it('may be who passed the seat on or had it taken: only a recusal bars', () => {
    const play = atResearch()
    const first = play.seat(0)
    play.must({ type: 'delegate', ...first, to: guest, reason: 'On leave' })
    const to = personAt(first.email)
    play.must({ type: 'reassign', by: officer, target: { seat: first.seat }, to, reason: 'Back' })
    expect(play.seat(0).email).toBe(first.email)
  })

  it('may be two persons to whom the programme gives two spellings of one mailbox', () => {
    const programme = smallCity({
      stages: [stageWith('review', [['board+chair@city.example'], ['board+money@city.example']])],
    })
    const play = new CasePlay(programme).begin()
    expect(play.as('in-review').seats.map(({ holder }) => holder?.email)).toEqual([
      'board+chair@city.example',
      'board+money@city.example',
    ])
    play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin works there' })
    const state = play.as('in-review')
    expect(seatBar('board+money@city.example', { ...state, seat: 'seat-1' }, state, play)).toBe(
      'person-recused',
    )
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

/** Two stages whose first seat is held by one person, with an alternate in the second. */
const twoStages = smallCity({
  stages: [
    stageWith('first', [['kin@city.example', 'deputy@city.example'], ['other@city.example']]),
    stageWith('second', [['kin@city.example'], ['third@city.example', 'Kin+2@city.example']]),
  ],
  signing: signedBy([['kin@city.example', 'vice@city.example']]),
})

const recused = () => {
  const play = new CasePlay(twoStages).begin().declareAll()
  return play.must({ type: 'recuse', ...play.seat(0), reason: 'A cousin works there' })
}

describe('whoever recused', () => {
  it('is told the same again when the request is repeated', () => {
    const play = new CasePlay(twoStages).begin()
    const seat = play.seat(0)
    play.must({ type: 'recuse', ...seat, reason: 'A cousin works there' })
    expect(play.tell({ type: 'recuse', ...seat, reason: 'A cousin works there' })).toEqual({ facts: [] })
  })

  it('holds no seat of any later round or stage, and signs nothing', () => {
    const play = recused()
    expect(holders(play)).toEqual(['deputy@city.example', 'other@city.example'])
    play.askForChanges().must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    expect(holders(play)).toEqual(['deputy@city.example', 'other@city.example'])
    play.approveStage().must({ type: 'open-stage' })
    expect(holders(play)).toEqual([undefined, 'third@city.example'])
    const to = personAt('KIN@city.example')
    const by = 'officer@city.example'
    expect(play.tell({ type: 'reassign', by, target: { seat: 'seat-0' }, to, reason: 'Back' })).toEqual({
      refused: 'person-recused',
      field: 'email',
    })
    expect(play.tell({ type: 'delegate', ...play.seat(1), to, reason: 'On leave' })).toEqual({
      refused: 'person-recused',
      field: 'email',
    })
    play.must({
      type: 'reassign',
      by,
      target: { seat: 'seat-0' },
      to: personAt('deputy@city.example'),
      reason: 'Empty',
    })
    play.approveStage().drawUp()
    expect(play.as('signing').signatories.map(({ person }) => person?.email)).toEqual([
      applicant.email,
      'vice@city.example',
    ])
  })

  it('decides nothing in a seat that an earlier release gave back, and may step aside again', () => {
    const play = new CasePlay(twoStages).begin().declareAll()
    const gone = play.seat(0)
    play.state = { ...play.as('in-review'), recused: [gone.email] }
    expect(play.tell(play.answer(0, 'approve'))).toEqual({ refused: 'person-recused' })
    expect(play.tell({ type: 'declare', ...gone })).toEqual({ refused: 'person-recused' })
    play.must({ type: 'recuse', ...gone, reason: 'A cousin works there' })
    expect(play.seat(0).email).toBe('deputy@city.example')
  })
})

const city = (person: Partial<Parameters<typeof personAt>[1]>): Programme =>
  smallCity({
    stages: [stageWith('review', [[personAt('sara@city.example', person)], ['second@city.example']])],
    signing: signedBy([['mayor@city.example'], [personAt('sara@city.example')]]),
    caseOffice: {
      ...kerman.caseOffice,
      members: [personAt('sara@city.example'), personAt('officer@city.example')],
    },
  })
const begun = (programme: Programme, by: typeof applicant) =>
  new CasePlay(programme).must(
    { type: 'submit', reference: 'TSV-1405-7F3K2', language: 'fa', documents: documents(1), applicant: by },
    { type: 'confirm' },
    { type: 'open-stage' },
  )

describe("the applicant's side", () => {
  const numbers = { mobile: '09131234567', nationalCode: '2980000000' }
  it.each([
    ['another spelling of the address', {}, { ...applicant, email: 'Sara+x@CITY.example' }],
    ['the mobile number', { mobile: numbers.mobile }, { ...applicant, ...numbers }],
    ['the national code', { nationalCode: numbers.nationalCode }, { ...applicant, ...numbers }],
  ])('known by %s holds no seat, signs nothing and does nothing on the board', (_, person, by) => {
    const play = begun(city(person), by)
    expect(play.as('in-review').seats.map(({ holder }) => holder?.email)).toEqual([
      undefined,
      'second@city.example',
    ])
    const closing = { type: 'close', reason: 'Because' } as const
    expect(play.tell({ ...closing, by: 'SARA@city.example' })).toEqual({ refused: 'applicants-side' })
    const to = personAt('sara@city.example')
    expect(
      play.tell({
        type: 'reassign',
        by: 'officer@city.example',
        target: { seat: 'seat-0' },
        to,
        reason: 'Empty',
      }),
    ).toEqual({ refused: 'person-is-applicant', field: 'email' })
    play.must({
      type: 'reassign',
      by: 'officer@city.example',
      target: { seat: 'seat-0' },
      to: personAt('mayor@city.example'),
      reason: 'Empty',
    })
    play.approveStage().drawUp()
    expect(play.as('signing').signatories.map(({ person: signs }) => signs?.email)).toEqual([
      by.email,
      'mayor@city.example',
      undefined,
    ])
    play.must({ ...closing, by: 'officer@city.example' })
  })

  it('is nobody whose numbers are not known or are other ones', () => {
    const play = begun(city({ mobile: '09130000000' }), { ...applicant, ...numbers })
    expect(play.seat(0).email).toBe('sara@city.example')
    expect(JSON.stringify(play.entries)).not.toContain(numbers.nationalCode)
    expect(JSON.stringify(play.state)).not.toContain(numbers.mobile)
  })

  it('is not found by what the programme knows of somebody, which stays out of the ledger', () => {
    const play = begun(city({ mobile: '09130000000', nationalCode: '2981111111' }), applicant)
    expect(JSON.stringify(play.entries)).not.toMatch(/09130000000|2981111111/)
  })

  it('may have become it only by a revision, and then decides nothing any more', () => {
    const play = begun(city({ mobile: numbers.mobile }), applicant).askForChanges()
    play.must(
      { type: 'revise', documents: documents(2), applicant: { ...applicant, ...numbers } },
      { type: 'open-stage' },
    )
    expect(play.as('in-review').seats[0]?.holder).toBeNull()
  })
})

describe('a member of the case office', () => {
  it('gives no place to themselves, in whatever spelling', () => {
    const play = new CasePlay(smallCity()).begin()
    const to = personAt('Officer+me@city.example')
    const reassign = { type: 'reassign', by: 'officer@city.example', reason: 'I know it best' } as const
    expect(play.tell({ ...reassign, target: { seat: 'seat-0' }, to })).toEqual({
      refused: 'seats-oneself',
      field: 'email',
    })
  })
})
