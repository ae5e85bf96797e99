import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '#workflows/programme/duration.ts'
import type { Programme, Stage } from '#workflows/programme/programme.ts'
import { isPassingOn } from '#workflows/proposal/decide-late.ts'
import { applicant, CasePlay, documents, kerman } from './case-play.ts'

/** Kerman with what silence does at its first stage. */
const onSilence = (onDeadline: Stage['onDeadline']): Programme => ({
  ...kerman,
  stages: kerman.stages.map((stage, index) => (index === 0 ? { ...stage, onDeadline } : stage)),
})

/** The last moment of the announced last day: the stage opens on Sunday 22 November, and Wednesday is the third day after. */
const lastMoment = new Date('2026-11-25T20:29:59.999Z')
const afterwards = new Date('2026-11-25T20:30:00.000Z')
const atNotice = new Date('2026-11-28T04:30:00.000Z')

const opened = (onDeadline: Stage['onDeadline']) => new CasePlay(onSilence(onDeadline)).begin().declareAll()

/** At the end of the last day for signing, when the startup has signed. */
const toSign = () => {
  const play = new CasePlay().begin().approveAllStages().drawUp()
  play.must(play.signature(0))
  play.now = new Date(play.as('signing').deadline.at)
  return play
}

/** A stage of thirty hours that ran out an hour ago. */
const inHours = (onDeadline: Stage['onDeadline']) => {
  const programme = onSilence(onDeadline)
  const stages = programme.stages.map((stage) => ({
    ...stage,
    deadline: { calendar: 'PT30H' },
    reminders: [],
  }))
  const play = new CasePlay({ ...programme, stages }).begin().declareAll()
  play.now = new Date(Date.parse(play.as('in-review').deadline.at) + HOUR)
  return play
}

describe('an answer after hours that ran out', () => {
  it('waits for the hour of a working day with what follows, and counts as late where the stage is held', () => {
    const play = inHours('hold')
    expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
    play.must(play.answer(0, 'approve'))
    expect(play.entries.find(({ type }) => type === 'ReviewDecided')?.data).toMatchObject({ late: true })
  })

  it('is refused at once where the case lapses', () => {
    const play = inHours('lapse')
    expect(play.tell(play.answer(0, 'approve'))).toEqual({ refused: 'deadline-passed' })
  })

  it.each(['hold', 'lapse', 'alternate'] as const)(
    'counts as ever once the office gave more time (%s)',
    (rule) => {
      const play = inHours(rule)
      const until = new Date(play.now.getTime() + 2 * DAY).toISOString()
      play.must({ type: 'extend', by: 'office@kerman.example', until, reason: 'A power cut' })
      play.must(play.answer(0, 'approve'))
      expect(play.entries.find(({ type }) => type === 'ReviewDecided')?.data).not.toHaveProperty('late')
    },
  )
})

describe('an answer', () => {
  it.each(['hold', 'lapse', 'alternate'] as const)(
    'counts to the last moment of the last day (%s)',
    (rule) => {
      const play = opened(rule)
      play.now = lastMoment
      expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
      play.must(play.answer(0, 'approve'))
      expect(play.entries.at(-2)?.data).not.toHaveProperty('late')
    },
  )

  it.each(['hold', 'lapse', 'alternate'] as const)(
    'counts although another clock runs hours ahead (%s)',
    (rule) => {
      const play = opened(rule)
      play.now = new Date('2026-11-26T00:00:00.000Z')
      expect(play.tell({ type: 'expire' })).toEqual({ refused: 'nothing-due' })
      play.now = lastMoment
      play.must(play.answer(0, 'approve'))
    },
  )

  it('is not late by its own clock, though another one had recorded the end too early', () => {
    const play = opened('hold')
    play.now = atNotice
    play.must({ type: 'expire' })
    play.now = lastMoment
    play.must(play.answer(0, 'approve'))
    expect(play.entries.at(-2)?.data).not.toHaveProperty('late')
  })

  it('after it counts where the stage is held, and is marked as late', () => {
    for (const isRecorded of [false, true]) {
      const play = opened('hold')
      play.now = isRecorded ? atNotice : afterwards
      if (isRecorded) play.must({ type: 'expire' })
      play.must(play.answer(0, 'approve'))
      const decided = play.entries.find(({ type }) => type === 'ReviewDecided')
      expect(decided?.data).toMatchObject({ late: true })
      expect(play.state?.closedStages[0]?.seats[0]?.decision?.late).toBe(true)
    }
  })

  it('after it is refused where the case lapses, before and after that is recorded', () => {
    const play = opened('lapse')
    play.now = afterwards
    expect(play.tell(play.answer(0, 'approve'))).toEqual({ refused: 'deadline-passed' })
    play.now = atNotice
    const answer = play.answer(0, 'approve')
    play.must({ type: 'expire' })
    expect(play.state?.status).toBe('closed')
    expect(play.tell(answer)).toEqual({ refused: 'deadline-passed' })
  })

  it('after it counts as late until the seat has gone to its alternate, who could not answer before either', () => {
    for (const now of [afterwards, new Date(atNotice.getTime() - 1)]) {
      const play = opened('alternate')
      play.now = now
      expect(isPassingOn(play.as('in-review'), play.seat(0).seat, play)).toBe(true)
      play.must(play.answer(0, 'approve'))
      expect(play.entries.find(({ type }) => type === 'ReviewDecided')?.data).toMatchObject({ late: true })
    }
    const play = opened('alternate')
    const answer = play.answer(0, 'approve')
    play.now = atNotice
    play.must({ type: 'expire' })
    expect(play.entries.at(-1)?.data).toMatchObject({ because: 'silence' })
    expect(play.tell(answer)).toEqual({ refused: 'seat-reassigned' })
    expect(isPassingOn(play.as('in-review'), play.seat(0).seat, play)).toBe(false)
  })

  it('after it may be to step aside, or to pass the seat on, where nothing has ended', () => {
    const person = { name: { fa: 'ن', en: 'N' }, role: { fa: 'ن', en: 'N' }, email: 'n@kerman.example' }
    for (const rule of ['hold', 'alternate', 'lapse'] as const) {
      const play = opened(rule)
      play.now = afterwards
      for (const command of [
        { type: 'delegate' as const, ...play.seat(0), to: person, reason: 'Late' },
        { type: 'recuse' as const, ...play.seat(0), reason: 'Late' },
        { type: 'declare' as const, ...play.seat(0) },
      ]) {
        const decided = play.tell(command)
        if (rule === 'lapse') expect(decided).toEqual({ refused: 'deadline-passed' })
        else expect(decided).not.toEqual({ refused: 'deadline-passed' })
      }
    }
  })

  it('may still be changed after it by whoever gave one in time, since only silent seats pass on', () => {
    const play = new CasePlay(kerman).begin().approveStage().must({ type: 'open-stage' })
    play.approveStage().must({ type: 'open-stage' }).declareAll()
    play.must(play.answer(0, 'reject'))
    play.now = new Date(play.as('in-review').deadline.at)
    play.must(play.answer(0, 'approve'))
    expect(play.entries.at(-1)?.data).toMatchObject({ decision: 'approve', late: true })
    const state = play.as('in-review')
    expect([0, 1].map((index) => isPassingOn(state, play.seat(index).seat, play))).toEqual([false, true])
  })

  it('of the applicant is refused after the last day, since without one the case closes', () => {
    const submission = { type: 'submit', reference: 'TSV-1405-7F3K2', language: 'fa', applicant } as const
    const unconfirmed = new CasePlay().must({ ...submission, documents: documents(1) })
    unconfirmed.now = new Date(unconfirmed.as('unconfirmed').deadline.at)
    expect(unconfirmed.tell({ type: 'confirm' })).toEqual({ refused: 'deadline-passed' })
    const play = opened('hold')
    play.must(play.answer(0, 'request-changes'))
    const { at } = play.as('awaiting-revision').deadline
    play.now = new Date(at)
    const revision = { type: 'revise', documents: documents(2), applicant } as const
    expect(play.tell(revision)).toEqual({ refused: 'deadline-passed' })
    play.now = new Date(Date.parse(at) - 1)
    play.must(revision)
  })
})

describe('a signature and an answer of finance', () => {
  const signing: Programme = { ...kerman, signing: { ...kerman.signing, onDeadline: 'hold' } }

  it('are marked as late where the contract is held', () => {
    const play = new CasePlay(signing).begin().approveAllStages()
    play.now = new Date(play.as('settling-terms').deadline.at)
    play.drawUp()
    expect(play.entries.find(({ type }) => type === 'TermsReleased')?.data).toMatchObject({ late: true })
    play.now = new Date(play.as('signing').deadline.at)
    play.must(play.signature(0))
    expect(play.entries.at(-1)?.data).toMatchObject({ late: true })
  })

  it('are late until the place has gone to its alternate', () => {
    const inTime = toSign()
    expect(
      inTime.as('signing').signatories.map(({ id }) => isPassingOn(inTime.as('signing'), id, inTime)),
    ).toEqual([false, true, false])
    inTime.must(inTime.signature(1))
    expect(inTime.entries.at(-1)?.data).toMatchObject({ late: true })
    const play = toSign()
    const signature = play.signature(1)
    play.now = new Date(play.as('signing').deadline.silenceAt ?? '')
    play.must({ type: 'expire' })
    expect(play.tell(signature)).toHaveProperty('refused')
  })

  it('of finance are marked as late too, whichever it is', () => {
    for (const answer of [
      { type: 'acknowledge' as const, voucher: 'V-1', note: '' },
      { type: 'return' as const, reason: 'The account is closed' },
    ]) {
      const play = new CasePlay().toFinance()
      play.now = new Date(play.as('with-finance').deadline.at)
      play.must(answer)
      expect(play.entries.at(-1)?.data).toMatchObject({ late: true })
    }
  })

  it('that refuses the contract is marked as late too', () => {
    const play = new CasePlay().begin().approveAllStages().drawUp()
    play.now = new Date(play.as('signing').deadline.at)
    const { id, person } = play.as('signing').signatories[0] ?? {}
    play.must({ type: 'refuse-to-sign', id: id ?? '', email: person?.email ?? '', reason: 'Not so' })
    expect(play.entries.at(-1)?.data).toMatchObject({ late: true })
  })
})
