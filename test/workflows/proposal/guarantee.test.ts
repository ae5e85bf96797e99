import { describe, expect, it } from 'vitest'
import { DAY } from '#workflows/programme/duration.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { nextDue } from '#workflows/proposal/decide-time.ts'
import { dueOf, expectedOf, isUnlisted, overdueOf } from '#workflows/proposal/obligations.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { CasePlay } from './case-play.ts'

const endsOn = '2028-03-19'

function booked(): CasePlay {
  return new CasePlay().toFinance().must({
    type: 'acknowledge',
    note: '',
    schedule: [{ due: '2027-12-20', amount: 1_000, latest: '2027-12-20' }],
    endsOn,
    guarantees: [
      { place: 1, kind: 'bank_guarantee', expiresOn: '2027-03-10' },
      { place: 2, kind: 'promissory_note' },
    ],
  })
}

function change(changes: Partial<CommandOf<'change-guarantee'>> = {}): CommandOf<'change-guarantee'> {
  return {
    type: 'change-guarantee',
    guarantee: 1,
    change: 'extended',
    expiresOn: '2028-06-20',
    on: '2026-11-22',
    document: '۱۲۳/الف',
    note: '',
    ...changes,
  }
}

/** The clock comes when something is due, and tells it. */
function tellWhatIsDue(play: CasePlay): CasePlay {
  play.now = new Date(nextDue(play.as('closed'), play.programme) ?? '')
  return play.must({ type: 'tell-overdue' })
}

const overdue = (play: CasePlay) => overdueOf(play.as('closed'), play.now, play.programme)

describe('a guarantee that finance records as extended', () => {
  it('is overdue no more, and is told again should its new day pass too', () => {
    const play = tellWhatIsDue(booked())
    expect(overdue(play)).toEqual([{ kind: 'guarantees', place: 1, on: '2027-03-10' }])
    play.must(change({ expiresOn: '2027-08-01' }))
    expect(play.entries.at(-1)).toMatchObject({
      actor: { role: 'finance' },
      data: { guarantee: 1, kind: 'bank_guarantee', change: 'extended', expiresOn: '2027-08-01' },
    })
    expect(overdue(play)).toEqual([])
    expect(dueOf(play.as('closed'), play.programme)).toBe('2027-08-01T20:30:00.000Z')
    tellWhatIsDue(play)
    expect(play.entries.at(-1)).toMatchObject({
      type: 'ObligationsOverdue',
      data: { instalments: [], guarantees: [1] },
    })
    expect(stateSchema.parse(JSON.parse(JSON.stringify(play.state)))).toEqual(play.state)
  })

  it('says why where the new day is no later than the one on record', () => {
    const play = booked()
    expect(play.tell(change({ expiresOn: '2027-01-01' }))).toEqual({
      refused: 'reason-missing',
      field: 'note',
    })
    play.must(change({ expiresOn: '2027-01-01', note: 'A slip of the pen' }))
    expect(expectedOf(play.as('closed'))[0]).toMatchObject({ on: '2027-01-01' })
  })

  it('gets another letter, or another day of it, with a reason, and is recorded once', () => {
    const play = booked().must(change())
    const count = play.entries.length
    expect(play.tell(change())).toEqual({ facts: [] })
    for (const corrected of [
      { document: '۱۳۲/الف' },
      { on: '2026-11-20' },
      { document: 'B-1', on: '2026-11-19' },
    ]) {
      expect(play.tell(change(corrected))).toEqual({ refused: 'reason-missing', field: 'note' })
      play.must(change({ ...corrected, note: 'Mistyped' }))
      expect(play.tell(change({ ...corrected, note: 'Mistyped' }))).toEqual({ facts: [] })
    }
    expect(play.entries).toHaveLength(count + 3)
    expect(play.as('closed').guarantees[0]).toMatchObject({
      expiresOn: '2028-06-20',
      document: 'B-1',
      on: '2026-11-19',
    })
  })

  it('is refused where it runs until that day anyway', () => {
    for (const note of ['', 'Because']) {
      expect(booked().tell(change({ expiresOn: '2027-03-10', note }))).toEqual({
        refused: 'guarantee-unchanged',
        field: 'expiresOn',
      })
    }
  })

  it('gets an end that it did not have', () => {
    const play = booked().must(change({ guarantee: 2, expiresOn: '2027-02-01' }))
    expect(expectedOf(play.as('closed'))[0]).toEqual({ kind: 'guarantees', place: 2, on: '2027-02-01' })
  })
})

describe('a guarantee that finance records as released', () => {
  it('is expected no more, whether it had expired or not, also one without a last day', () => {
    for (const play of [booked(), tellWhatIsDue(booked())]) {
      play.must(change({ change: 'released', expiresOn: null }))
      expect(expectedOf(play.as('closed')).map(({ kind }) => kind)).toEqual(['instalments'])
      play.must(change({ guarantee: 2, change: 'released', expiresOn: null }))
      expect(play.as('closed').guarantees.map(({ releasedOn }) => releasedOn)).toEqual([
        '2026-11-22',
        '2026-11-22',
      ])
    }
  })

  it('is recorded once, and taken back only with a reason', () => {
    const released = change({ change: 'released', expiresOn: null })
    const play = booked().must(released)
    expect(play.tell(released)).toEqual({ facts: [] })
    for (const corrected of [{ on: '2026-11-21' }, { document: '۱۳۲/الف' }]) {
      expect(play.tell({ ...released, ...corrected })).toEqual({
        refused: 'guarantee-released',
        field: 'guarantee',
      })
      play.must({ ...released, ...corrected, note: 'Mistyped' })
    }
    expect(play.tell(change())).toEqual({ refused: 'reason-missing', field: 'note' })
    play.must(change({ note: 'The letter was of another contract' }))
    expect(play.as('closed').guarantees[0]).toEqual({
      place: 1,
      kind: 'bank_guarantee',
      expiresOn: '2028-06-20',
      document: '۱۲۳/الف',
      on: '2026-11-22',
    })
  })

  it('is corrected in a head of an earlier release by the day alone', () => {
    const released = change({ change: 'released', expiresOn: null })
    const play = booked().must(released)
    const [first, ...rest] = play.as('closed').guarantees
    const { document: _letter, on: _day, ...earlier } = first ?? { place: 1, kind: 'cheque' }
    play.state = { ...play.as('closed'), guarantees: [earlier, ...rest] }
    expect(play.tell({ ...released, document: 'another' })).toEqual({ facts: [] })
  })
})

describe('what is said of a guarantee', () => {
  it.each<[string, Partial<CommandOf<'change-guarantee'>>, object]>([
    ['that there is not', { guarantee: 3 }, { refused: 'guarantee-unknown', field: 'guarantee' }],
    ['without its new day', { expiresOn: null }, { refused: 'day-missing', field: 'expiresOn' }],
    ['by a letter of tomorrow', { on: '2099-01-01' }, { refused: 'date-to-come', field: 'on' }],
    [
      'by a letter of another century',
      { on: '1926-03-22' },
      { refused: 'date-too-early', field: 'on', from: '2025-11-22' },
    ],
    [
      'to a day of another century',
      { expiresOn: '1926-03-22' },
      { refused: 'date-too-early', field: 'expiresOn', from: '2025-11-22' },
    ],
    ['without the letter', { document: ' ' }, { refused: 'voucher-missing', field: 'document' }],
  ])('is refused: %s', (_, changes, refusal) => {
    expect(booked().tell(change(changes))).toEqual(refusal)
  })

  it('is refused before finance acknowledged, and of a case that ended otherwise', () => {
    expect(new CasePlay().toFinance().tell(change())).toEqual({ refused: 'not-now' })
    const withdrawn = new CasePlay().begin().must({ type: 'withdraw', reason: '' })
    expect(withdrawn.tell(change())).toEqual({ refused: 'case-closed' })
  })

  it('is recorded by nobody on the applicant’s side', () => {
    const play = booked()
    const by = play.state?.applicant?.email ?? ''
    expect(play.tell(change({ by }))).toEqual({ refused: 'applicants-side' })
  })
})

describe('a contract that an earlier release completed', () => {
  const schedule = [{ due: '2027-12-20', amount: 1_000 }]
  const old = () => new CasePlay().toFinance().must({ type: 'acknowledge', note: '', schedule })
  const listing: CommandOf<'list-obligations'> = {
    type: 'list-obligations',
    endsOn,
    guarantees: [{ place: 1, kind: 'cheque', expiresOn: '2027-03-10' }],
    settlementDays: 15,
  }

  it('learns once from its terms when it ends and what secures it', () => {
    const play = old().must(listing)
    expect(play.entries.at(-1)).toMatchObject({ type: 'ObligationsListed', actor: { role: 'clock' } })
    expect(play.tell({ ...listing, guarantees: [] })).toEqual({ facts: [] })
    expect(tellWhatIsDue(play).entries.at(-1)?.data).toEqual({ instalments: [], guarantees: [1] })
    play.must(change()).pass(DAY)
    expect(overdue(play)).toEqual([])
  })

  it('learns of guarantees without a last day where the ledger has the others alone', () => {
    const [dated, undated] = [
      { place: 2, kind: 'cheque', expiresOn: '2027-03-10' },
      { place: 1, kind: 'promissory_note' },
    ] as const
    const play = new CasePlay().toFinance()
    play.must({ type: 'acknowledge', note: '', schedule, endsOn, guarantees: [dated] })
    // As the release before recorded it.
    play.state = { ...play.as('closed'), listed: false }
    expect(isUnlisted(play.as('closed'))).toBe(true)
    play.must(change({ guarantee: 2 }))
    play.must({ ...listing, guarantees: [undated, dated] })
    expect(isUnlisted(play.as('closed'))).toBe(false)
    expect(play.as('closed').guarantees).toMatchObject([undated, { place: 2, expiresOn: '2028-06-20' }])
    play.must(change({ change: 'released', expiresOn: null }))
  })

  it('is the only one that does', () => {
    expect(booked().tell(listing)).toEqual({ facts: [] })
    expect(new CasePlay().begin().must({ type: 'withdraw', reason: '' }).tell(listing)).toEqual({
      refused: 'case-closed',
    })
  })
})
