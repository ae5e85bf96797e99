import { describe, expect, it } from 'vitest'
import { municipalRevenue } from '#functions/board/revenue.ts'
import { exampleTerms, programmeContract } from '#test/workflows/contract/example-terms.ts'
import { attentionOf } from '#workflows/board/attention.ts'
import { DAY, HOUR } from '#workflows/programme/duration.ts'
import { nextNotice } from '#workflows/programme/notice-hour.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { nextWeeklyNotice } from '#workflows/programme/weekly-notice.ts'
import { dueCommands, nextDue } from '#workflows/proposal/decide-time.ts'
import { overdueOf, scheduleIn } from '#workflows/proposal/obligations.ts'
import { CasePlay, kerman } from './case-play.ts'

/** Lets the clock do all that is due until a time, visit by visit; answers what it did and when. */
function letPass(play: CasePlay, until: Date): { type: string; at: string }[] {
  const done: { type: string; at: string }[] = []
  for (let guard = 0; guard < 200; guard += 1) {
    const due = play.state === null ? null : nextDue(play.state, play.programme)
    if (play.state === null || due === null || new Date(due) > until) break
    play.now = new Date(Math.max(play.now.getTime(), new Date(due).getTime()))
    const [command] = dueCommands(play.state, play.now, play.programme)
    if (command === undefined) throw new Error('Due, but nothing to do')
    play.must(command)
    done.push({ type: command.type, at: play.now.toISOString() })
  }
  play.now = until
  return done
}

const after = (play: CasePlay, days: number): Date => new Date(play.now.getTime() + days * DAY)
const lastsLong: Programme = {
  ...kerman,
  stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'hold' as const })),
}

describe('the weekly notice', () => {
  it('leaves at the notice hour of the first working day of the week, later than the time asked about', () => {
    // A Saturday in Tehran, at eight.
    const saturday = new Date('2026-12-05T04:30:00.000Z')
    expect(nextWeeklyNotice(new Date('2026-11-29T00:00:00.000Z'), kerman)).toEqual(saturday)
    expect(nextWeeklyNotice(new Date(saturday.getTime() - 1), kerman)).toEqual(saturday)
    expect(nextWeeklyNotice(saturday, kerman)).toEqual(new Date('2026-12-12T04:30:00.000Z'))
  })

  it('waits for the first working day after a holiday, and leaves on Mondays where there is no weekend', () => {
    const closed = { ...kerman.calendar, holidays: [{ jalali: '1405-09-14', name: { fa: 'ت', en: 'H' } }] }
    const sunday = new Date('2026-12-06T04:30:00.000Z')
    expect(nextWeeklyNotice(new Date('2026-11-29T00:00:00.000Z'), { ...kerman, calendar: closed })).toEqual(
      sunday,
    )
    const open = { ...kerman, calendar: { ...kerman.calendar, weekend: [], holidays: [] } }
    expect(nextWeeklyNotice(new Date('2026-11-29T00:00:00.000Z'), open)).toEqual(
      new Date('2026-11-30T04:30:00.000Z'),
    )
  })
})

describe('a case that is held after its deadline', () => {
  it('is told of every week for as long as it does not move, and no more once it does', () => {
    const play = new CasePlay(lastsLong).begin()
    const told = letPass(play, after(play, 200)).filter(({ type }) => type === 'tell-held')
    expect(told.length).toBeGreaterThanOrEqual(24)
    expect(told.length).toBeLessThanOrEqual(28)
    expect(new Set(told.map(({ at }) => at)).size).toBe(told.length)
    expect(told.every(({ at }) => nextNotice(new Date(at), play.programme).toISOString() === at)).toBe(true)
    play.approveStage()
    expect(letPass(play, after(play, 30)).map(({ type }) => type)).toEqual(['tell-late'])
  })

  it('is told of once for all the weeks that nobody looked', () => {
    const play = new CasePlay(lastsLong).begin()
    play.now = after(play, 700)
    for (const type of ['expire', 'escalate', 'tell-held'] as const) {
      expect(dueCommands(play.state ?? never(), play.now, play.programme)).toEqual([{ type }])
      play.must({ type })
    }
    expect(dueCommands(play.state ?? never(), play.now, play.programme)).toEqual([])
    expect(play.tell({ type: 'tell-held' })).toEqual({ refused: 'nothing-due' })
  })

  it('is told of while signatures, terms or the receipt are awaited, and not once it has more time', () => {
    for (const play of [
      new CasePlay().begin().approveAllStages(),
      new CasePlay().begin().approveAllStages().drawUp(),
      new CasePlay().toFinance(),
    ]) {
      expect(letPass(play, after(play, 60)).map(({ type }) => type)).toContain('tell-held')
      const until = after(play, 30).toISOString()
      play.must({ type: 'extend', by: 'office@kerman.example', until, reason: 'A holiday' })
      expect(letPass(play, after(play, 20)).map(({ type }) => type)).not.toContain('tell-held')
    }
  })
})

describe('a programme that counts in hours', () => {
  const hours = {
    deadline: { calendar: 'PT10H' },
    reminders: [{ calendar: 'PT1H' }, { working: 'PT3H' }],
    escalateAfter: { working: 'PT5H' },
  }
  const programme: Programme = {
    ...kerman,
    stages: kerman.stages.map((stage) => ({ ...stage, ...hours, onDeadline: 'alternate' as const })),
    reviseWithin: { working: 'PT30H' },
    reviseReminders: [{ working: 'PT8H' }],
    settling: { ...kerman.settling, ...hours },
    signing: { ...kerman.signing, ...hours },
    finance: { ...kerman.finance, ...hours },
  }
  const steps: Readonly<Record<string, () => CasePlay>> = {
    'in-review': () => new CasePlay(programme).begin(),
    'awaiting-revision': () => new CasePlay(programme).begin().askForChanges(),
    'settling-terms': () => new CasePlay(programme).begin().approveAllStages(),
    signing: () => new CasePlay(programme).begin().approveAllStages().drawUp(),
    'with-finance': () => new CasePlay(programme).toFinance(),
  }

  it.each(Object.keys(steps))(
    'writes to nobody at night or on a day off, and comes to rest or to weekly notices (%s)',
    (status) => {
      const play = steps[status]?.() ?? never()
      expect(play.state?.status).toBe(status)
      const done = letPass(play, after(play, 60))
      expect(done.map(({ type }) => type)).toContain('expire')
      for (const { at } of done) expect(nextNotice(new Date(at), programme).toISOString()).toBe(at)
      expect(done.filter(({ type }) => type !== 'tell-held').length).toBeLessThan(20)
    },
  )
})

describe('what the machine owes', () => {
  const steps: Readonly<Record<string, () => CasePlay>> = {
    'between-stages': () => new CasePlay().begin().approveStage(),
    'drawing-up': () => new CasePlay().begin().approveAllStages().settle(),
    sealing: () => new CasePlay().begin().approveAllStages().drawUp().signAll(),
    sealed: () => new CasePlay().begin().approveAllStages().drawUp().signAll().seal(),
  }
  it.each(Object.keys(steps))(
    'is told of once when %s is an hour late, and clears when it happens',
    (status) => {
      const play = steps[status]?.() ?? never()
      expect(play.state?.status).toBe(status)
      const since = play.now.toISOString()
      play.pass(HOUR - 1)
      expect(dueCommands(play.state ?? never(), play.now, play.programme)).toEqual([])
      expect(letPass(play, after(play, 39))).toMatchObject([{ type: 'tell-late' }])
      expect(play.entries.at(-1)).toMatchObject({ type: 'StepLate', data: { status, since } })
      expect(attentionOf(play.state ?? never())).toBe('late')
    },
  )

  it('needs nobody any more once the stage is open', () => {
    const play = new CasePlay()
      .begin()
      .approveStage()
      .pass(2 * HOUR)
      .must({ type: 'tell-late' })
    play.must({ type: 'open-stage' })
    expect(attentionOf(play.as('in-review'))).toBeNull()
  })
})

const completed = (guarantees: readonly { place: number; expiresOn: string }[] = []): CasePlay =>
  new CasePlay().toFinance().must({
    type: 'acknowledge',
    note: '',
    schedule: [
      { due: '2027-03-20', amount: 100 },
      { due: '2027-06-21', amount: 200 },
    ],
    endsOn: '2027-12-31',
    guarantees: guarantees.map((one) => ({ ...one, kind: 'bank_guarantee' as const })),
  })
const pay = (instalment: number, amount: number, corrects: number | null = null) =>
  ({
    type: 'record-payment',
    instalment,
    amount,
    receivedOn: '2026-11-22',
    voucher: `V-${instalment}-${amount}`,
    corrects,
    note: 'Counted again',
  }) as const
const overdue = (play: CasePlay) => overdueOf(play.as('closed'), play.now, play.programme)
const toldIn = (play: CasePlay) =>
  play.entries.flatMap(({ type, data }) => (type === 'ObligationsOverdue' ? [data] : []))

describe('what a completed contract expects', () => {
  it('is overdue from the day after, told once each, and not any more when all of it has come', () => {
    const play = completed()
    play.now = new Date('2027-03-20T20:29:59.000Z')
    expect(overdue(play)).toEqual([])
    play.now = new Date('2027-03-20T20:30:00.000Z')
    expect(overdue(play)).toMatchObject([{ kind: 'instalments', place: 1, on: '2027-03-20' }])
    const done = letPass(play, new Date('2028-01-01T00:00:00.000Z'))
    expect(done.map(({ type }) => type)).toEqual(['tell-overdue', 'tell-overdue'])
    expect(done.every(({ at }) => nextNotice(new Date(at), kerman).toISOString() === at)).toBe(true)
    expect(toldIn(play)).toEqual([
      { instalments: [1], guarantees: [] },
      { instalments: [2], guarantees: [] },
    ])
    play.must(pay(1, 60), pay(2, 200))
    expect(overdue(play).map(({ place }) => place)).toEqual([1])
    play.must(pay(1, 40))
    expect(overdue(play)).toEqual([])
  })

  it.each([1, 15, 180])('gives an instalment the %i days of settlement after its quarter', (days) => {
    const terms = exampleTerms({}, { programmeContract: { ...programmeContract, settlementDays: days } })
    const [first] = terms.payments
    if (first === undefined) return never()
    const ledgers = [
      new CasePlay().toFinance().must({ type: 'acknowledge', note: '', schedule: scheduleIn(terms) }),
      // As an earlier release completed it: the days are taken from the terms.
      new CasePlay()
        .toFinance()
        .must({
          type: 'acknowledge',
          note: '',
          schedule: terms.payments.map(({ due, amount }) => ({ due, amount })),
        })
        .must({ type: 'list-obligations', endsOn: terms.endsOn, guarantees: [], settlementDays: days }),
    ]
    for (const play of ledgers) {
      const last = new Date(Date.parse(first.due) + days * DAY)
      play.now = last
      expect(overdue(play)).toEqual([])
      expect(municipalRevenue([play.as('closed')], last.toISOString().slice(0, 10)).years[0]?.overdue).toBe(0)
      play.now = new Date(last.getTime() + DAY)
      expect(overdue(play)).toMatchObject([{ place: 1, on: last.toISOString().slice(0, 10) }])
      expect(toldIn(play)).toEqual([])
    }
  })

  it.each([
    // The evening of the last day in Los Angeles, which is the next day in UTC; and the morning after it in Auckland.
    ['America/Los_Angeles', '2027-04-20T03:00:00.000Z', false],
    ['America/Los_Angeles', '2027-04-20T08:00:00.000Z', true],
    ['Pacific/Auckland', '2027-04-19T11:00:00.000Z', false],
    ['Pacific/Auckland', '2027-04-19T13:00:00.000Z', true],
  ])('is listed by the days of its place: %s at %s', (timeZone, at, isLate) => {
    const play = new CasePlay({ ...kerman, timeZone }).toFinance()
    play.must({ type: 'acknowledge', note: '', schedule: [{ due: '2027-03-20', amount: 1_000 }] })
    letPass(play, new Date('2027-04-10T00:00:00.000Z'))
    play.now = new Date(at)
    play.must({ type: 'list-obligations', endsOn: '2028-03-19', guarantees: [], settlementDays: 30 })
    // Told of at the quarter's end; once more on the day after its days of settlement, unless those are over already.
    expect(play.as('closed').told.instalments).toEqual(isLate ? [1] : [])
    expect(overdue(play).map(({ place }) => place)).toEqual(isLate ? [1] : [])
  })

  it('is told of again when a payment is taken back', () => {
    const play = completed()
    letPass(play, new Date('2027-06-01T00:00:00.000Z'))
    play.must(pay(1, 100))
    const { sequence } = play.entries.at(-1) ?? never()
    play.must(pay(1, 0, sequence))
    letPass(play, new Date('2027-06-10T00:00:00.000Z'))
    expect(toldIn(play)).toEqual([
      { instalments: [1], guarantees: [] },
      { instalments: [1], guarantees: [] },
    ])
  })

  it('has a guarantee that ends before the contract does or anything is still owed', () => {
    const early = completed([{ place: 2, expiresOn: '2027-01-10' }])
    expect(letPass(early, new Date('2027-01-20T00:00:00.000Z'))).toHaveLength(1)
    expect(toldIn(early)).toEqual([{ instalments: [], guarantees: [2] }])
    const late = completed([{ place: 1, expiresOn: '2028-01-10' }])
    late.must(pay(1, 100), pay(2, 200))
    expect(letPass(late, new Date('2029-01-01T00:00:00.000Z'))).toEqual([])
    const owing = completed([{ place: 1, expiresOn: '2028-01-10' }])
    letPass(owing, new Date('2029-01-01T00:00:00.000Z'))
    expect(toldIn(owing).at(-1)).toEqual({ instalments: [], guarantees: [1] })
  })
})

function never(): never {
  throw new Error('There is a case')
}
