import { describe, expect, it } from 'vitest'
import { DAY } from '#workflows/programme/duration.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import { calendarOf, workingDaysAfter } from '#workflows/programme/working-calendar.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

const office = kerman.caseOffice.members[0]?.email ?? ''
const someone = (email: string) => ({
  name: { fa: email, en: email },
  role: { fa: 'نقش', en: 'Role' },
  email,
})
const alternateOf = (programme: Programme, stage: string, index: number): string =>
  programme.stages.find(({ id }) => id === stage)?.seats[index]?.alternate?.email ?? ''

/** Kerman with another make of one stage. */
const withStage = (id: string, change: (stage: Stage) => Stage): Programme => ({
  ...kerman,
  stages: kerman.stages.map((stage) => (stage.id === id ? change(stage) : stage)),
})
const withSigning = (change: Partial<Programme['signing']>): Programme => ({
  ...kerman,
  signing: { ...kerman.signing, ...change },
})

/** Lets the deadline come; answers what was recorded. */
function silence(play: CasePlay): readonly Entry[] {
  const length = play.entries.length
  if (play.state === null || !('deadline' in play.state)) throw new Error('Nothing is due')
  play.now = new Date(silenceOf(play.state.deadline))
  play.must({ type: 'expire' })
  return play.entries.slice(length)
}
/** Working days after today up to the last day, that day counted. */
function daysLeft(play: CasePlay): number {
  const last = new Date(Date.parse(play.as('signing').deadline.at) - 1)
  return workingDaysAfter(play.now, last, calendarOf(kerman))
}
const typesOf = (entries: readonly Entry[]): string[] => entries.map(({ type }) => type)

/** At the committee, whose three seats have alternates. */
function atCommittee(programme: Programme = kerman): CasePlay {
  const play = new CasePlay(programme).begin().approveStage().must({ type: 'open-stage' })
  return play.approveStage().must({ type: 'open-stage' })
}
const toSign = (programme: Programme = kerman) => new CasePlay(programme).begin().approveAllStages().drawUp()

describe('a seat whose holder is silent', () => {
  it('passes to its alternate for the whole time again, and the second silence is held and escalated', () => {
    const play = new CasePlay().begin().declareAll()
    const silent = play.seat(0).email
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SeatAssigned'])
    const { seats, deadline } = play.as('in-review')
    expect(seats[0]).toMatchObject({
      holder: { email: alternateOf(kerman, 'intake', 0) },
      passedOver: [{ email: silent }],
      left: [],
      declared: false,
    })
    // Opened on Sunday 22 November, it was due on Wednesday; Thursday and Friday are the weekend. From Saturday: Tuesday.
    expect(play.now).toEqual(new Date('2026-11-28T04:30:00.000Z'))
    expect(deadline.at).toBe('2026-12-01T20:30:00.000Z')
    expect(deadline).toMatchObject({ passed: false, reminded: 0 })
    expect(deadline.reminders).toHaveLength(kerman.stages[0]?.reminders.length ?? 0)

    expect(silence(play).map(({ data }) => data)).toEqual([{ consequence: 'hold' }])
    play.now = new Date(nextDue(play.as('in-review'), kerman) ?? '')
    play.must({ type: 'escalate' })
    expect(dueCommands(play.as('in-review'), new Date(play.now.getTime() + 9 * DAY), kerman)).toEqual([
      { type: 'tell-held' },
    ])
  })

  it('is refused to whoever was silent, and counts as before once the alternate has decided', () => {
    const play = new CasePlay().begin().declareAll()
    const late = play.answer(0, 'approve')
    silence(play)
    expect(play.tell(late)).toEqual({ refused: 'seat-reassigned' })
    expect(play.tell(play.answer(0, 'approve'))).toEqual({ refused: 'declaration-missing' })
    expect(play.approveStage().state?.status).toBe('between-stages')
  })

  it('passes on alone: whoever has decided keeps seat and decision', () => {
    const play = atCommittee().declareAll()
    play.must(play.answer(1, 'approve'))
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SeatAssigned', 'SeatAssigned'])
    const { seats } = play.as('in-review')
    expect(seats.map(({ holder }) => holder?.email)).toEqual([
      alternateOf(kerman, 'investment', 0),
      kerman.stages[2]?.seats[1]?.holder.email,
      alternateOf(kerman, 'investment', 2),
    ])
    expect(seats[1]?.decision?.decision).toBe('approve')
    play.declareAll().must(play.answer(0, 'approve'))
    expect(play.state?.status).toBe('between-stages')
  })

  it('stays with its holder, for the new time too, where it has no alternate', () => {
    const programme = withStage('investment', (stage) => ({
      ...stage,
      seats: stage.seats.map(({ id, holder, alternate }, index) =>
        index === 0 || alternate === undefined ? { id, holder } : { id, holder, alternate },
      ),
    }))
    const play = atCommittee(programme)
    const holder = play.seat(0)
    silence(play)
    expect(play.seat(0)).toEqual(holder)
    expect(play.as('in-review').deadline.passed).toBe(false)
    play.declareAll().must(play.answer(0, 'approve'))
  })

  it('stays where the alternate may not take it: the applicant, a recused one, a holder of another seat', () => {
    const [seat] = kerman.stages[0]?.seats ?? []
    if (seat === undefined) throw new Error('Somebody sits in the intake')
    const byApplicant = withStage('intake', (stage) => ({
      ...stage,
      seats: [{ ...seat, alternate: someone(applicant.email.toUpperCase()) }],
    }))
    expect(typesOf(silence(new CasePlay(byApplicant).begin()))).toEqual(['DeadlinePassed'])

    const recused = new CasePlay().begin()
    recused.must({ type: 'recuse', ...recused.seat(0), reason: 'A cousin' })
    recused.must({ type: 'recuse', ...recused.seat(0), reason: 'A friend' })
    const target = { seat: recused.as('in-review').seats[0]?.seat ?? '' }
    recused.must({
      type: 'reassign',
      by: office,
      target,
      to: someone('new@kerman.example'),
      reason: 'Vacant',
    })
    expect(typesOf(silence(recused))).toEqual(['DeadlinePassed'])

    const elsewhere = atCommittee()
    const to = someone(alternateOf(kerman, 'investment', 1))
    elsewhere.must({ type: 'delegate', ...elsewhere.seat(0), to, reason: 'On leave' })
    silence(elsewhere)
    // Silent in the first seat, they are not asked in the second, which is their own to stand in for.
    expect(elsewhere.seat(0).email).toBe(alternateOf(kerman, 'investment', 0))
    expect(elsewhere.seat(1).email).toBe(kerman.stages[2]?.seats[1]?.holder.email)
  })

  it('stays where the alternate decided in an earlier stage', () => {
    const early = kerman.stages[0]?.seats[0]?.holder.email ?? ''
    const programme = withStage('investment', (stage) => ({
      ...stage,
      seats: stage.seats.map((seat, index) => (index === 2 ? { ...seat, alternate: someone(early) } : seat)),
    }))
    const play = atCommittee(programme)
    silence(play)
    expect(play.seat(2).email).toBe(kerman.stages[2]?.seats[2]?.holder.email)
  })

  it('passes on from whom it was delegated to, and is not delegated again', () => {
    const play = atCommittee()
    play.must({ type: 'delegate', ...play.seat(0), to: someone('guest@university.example'), reason: 'Busy' })
    silence(play)
    expect(play.seat(0).email).toBe(alternateOf(kerman, 'investment', 0))
    const again = play.tell({
      type: 'delegate',
      ...play.seat(0),
      to: someone('other@university.example'),
      reason: 'Busy too',
    })
    expect(again).toEqual({ refused: 'already-delegated' })
  })

  it('can be given back by the case office, and does not pass on a second time', () => {
    const play = new CasePlay().begin()
    const { seat, email } = play.seat(0)
    silence(play)
    play.must({ type: 'reassign', by: office, target: { seat }, to: someone(email), reason: 'Back at work' })
    expect(play.seat(0).email).toBe(email)
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed'])
  })

  it('stays with the alternate in the next round', () => {
    const play = new CasePlay().begin()
    silence(play)
    play.declareAll().must(play.answer(0, 'request-changes'))
    play.must({ type: 'revise', documents: documents(2), applicant }, { type: 'open-stage' })
    expect(play.seat(0).email).toBe(alternateOf(kerman, 'intake', 0))
    expect(play.as('in-review').seats[0]?.declared).toBe(true)
  })

  it('passes on when an extended time has passed, too', () => {
    const play = new CasePlay().begin()
    const until = new Date(play.now.getTime() + 30 * DAY).toISOString()
    play.must({ type: 'extend', by: office, until, reason: 'Nowruz' })
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SeatAssigned'])
  })
})

describe('a signature that does not come', () => {
  it('passes to the alternate of the one whose turn it is, and of nobody else', () => {
    const play = toSign()
    play.must(play.signature(0))
    const late = play.signature(1)
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SignatoryReplaced'])
    const { signatories } = play.as('signing')
    const [head, mayor] = kerman.signing.signatories
    expect(signatories.map(({ person }) => person?.email)).toEqual([
      applicant.email,
      head?.alternate?.email,
      mayor?.holder.email,
    ])
    expect(daysLeft(play)).toBe(7)
    expect(play.tell(late)).toEqual({ refused: 'seat-reassigned' })
    play.must(play.signature(1), play.signature(2))
    expect(play.state?.status).toBe('sealing')
  })

  it('passes on once for each place, in order, and is then held and escalated', () => {
    const play = toSign()
    play.must(play.signature(0))
    silence(play)
    play.must(play.signature(1))
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SignatoryReplaced'])
    expect(silence(play).map(({ data }) => data)).toEqual([{ consequence: 'hold' }])
    play.now = new Date(play.as('signing').deadline.escalateAt ?? '')
    play.must({ type: 'escalate' })
    play.must(play.signature(2))
    expect(play.state?.status).toBe('sealing')
  })

  it("holds the contract where it is the startup's, whose representative has no alternate", () => {
    const play = toSign()
    expect(silence(play).map(({ data }) => data)).toEqual([{ consequence: 'hold' }])
    expect(nextDue(play.as('signing'), kerman)).not.toBeNull()
    play.now = new Date(play.as('signing').deadline.escalateAt ?? '')
    play.must({ type: 'escalate' })
    const until = new Date(play.now.getTime() + 9 * DAY).toISOString()
    play.must({ type: 'extend', by: office, until, reason: 'Abroad' })
    expect(silence(play).map(({ data }) => data)).toEqual([{ consequence: 'hold' }])
    play.must({ type: 'reopen-terms', by: office, reason: 'Another representative' })
    expect(play.as('settling-terms').because).toBe('reopened')
  })

  it('passes on at all places at once where no order is kept', () => {
    const play = toSign(withSigning({ inOrder: false, startupFirst: false }))
    expect(typesOf(silence(play))).toEqual(['DeadlinePassed', 'SignatoryReplaced', 'SignatoryReplaced'])
    const signed = play.as('signing').signatories.map((_, index) => play.signature(index))
    play.must(...signed)
    expect(play.state?.status).toBe('sealing')
  })

  it('does not pass to the applicant, nor to whoever signs at another place', () => {
    const [head, mayor] = kerman.signing.signatories
    if (head === undefined || mayor === undefined) throw new Error('Two sign for Kerman')
    const byApplicant = toSign(
      withSigning({ signatories: [{ ...head, alternate: someone(applicant.email) }, mayor] }),
    )
    byApplicant.must(byApplicant.signature(0))
    expect(typesOf(silence(byApplicant))).toEqual(['DeadlinePassed'])

    const twice = toSign()
    twice.must(twice.signature(0), {
      type: 'reassign',
      by: office,
      target: { signatory: mayor.id },
      to: head.alternate ?? head.holder,
      reason: 'On leave',
    })
    expect(typesOf(silence(twice))).toEqual(['DeadlinePassed'])
  })

  it('is only held where the programme says nothing of alternates', () => {
    const play = toSign(withSigning({ onDeadline: 'hold' }))
    play.must(play.signature(0))
    expect(silence(play).map(({ data }) => data)).toEqual([{ consequence: 'hold' }])
  })
})

describe('a turn to sign that comes late', () => {
  it('leaves a quarter of the whole time at least, also when the deadline has passed', () => {
    const play = toSign()
    const { deadline } = play.as('signing')
    play.now = new Date(new Date(deadline.at).getTime() - 1)
    play.must(play.signature(0))
    // A quarter of seven days is two whole days.
    expect(daysLeft(play)).toBe(2)
    const held = toSign()
    silence(held)
    held.pass(20 * DAY).must(held.signature(0))
    expect(held.as('signing').deadline.passed).toBe(false)
    expect(typesOf(silence(held))).toEqual(['DeadlinePassed', 'SignatoryReplaced'])
  })

  it('changes nothing where as much is left', () => {
    const play = toSign()
    const { deadline } = play.as('signing')
    play.must(play.signature(0))
    expect(play.as('signing').deadline).toEqual(deadline)
  })
})
