import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOf } from '#workflows/proposal/balance.ts'
import type { CommandOf } from '#workflows/proposal/commands.ts'
import { dueOf, overdueOf, soonestDueOf } from '#workflows/proposal/obligations.ts'
import { stateSchema } from '#workflows/proposal/state.ts'
import { CasePlay, kerman } from './case-play.ts'

const schedule = [
  { due: '2027-03-20', amount: 1_000 },
  { due: '2027-06-21', amount: 2_000 },
]
const office = kerman.caseOffice.members[0]?.email ?? ''

function booked(): CasePlay {
  return new CasePlay().toFinance().must({ type: 'acknowledge', voucher: '1405/1', note: '', schedule })
}

function payment(changes: Partial<CommandOf<'record-payment'>> = {}): CommandOf<'record-payment'> {
  return {
    type: 'record-payment',
    instalment: 1,
    amount: 600,
    receivedOn: '2026-11-22',
    voucher: '1405/88',
    corrects: null,
    note: '',
    ...changes,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('an instalment that is due', () => {
  it('is listed ahead of the end of its day, wherever the city is', () => {
    const state = booked().as('closed')
    const listed = soonestDueOf(state) ?? ''
    for (const timeZone of ['Pacific/Kiritimati', 'Asia/Tehran', 'Etc/GMT+12']) {
      expect(listed < (dueOf(state, { timeZone }) ?? '')).toBe(true)
      expect(overdueOf(state, new Date(listed), { timeZone })).toEqual([])
    }
    expect(
      overdueOf(state, new Date('2027-03-20T10:00:00.000Z'), { timeZone: 'Pacific/Kiritimati' }),
    ).toHaveLength(1)
  })
})

describe('a payment', () => {
  it('is recorded against an instalment after the case is closed, and leaves it closed', () => {
    const play = booked().must(payment())
    expect(play.entries.at(-1)).toMatchObject({
      type: 'PaymentRecorded',
      actor: { role: 'finance' },
      data: { version: 1, instalment: 1, amount: 600, receivedOn: '2026-11-22', voucher: '1405/88' },
    })
    const state = play.as('closed')
    expect(state.closing).toBe('completed')
    expect(balanceOf(state)).toEqual([
      { instalment: 1, due: '2027-03-20', expected: 1_000, received: 600, outstanding: 400, surplus: 0 },
      { instalment: 2, due: '2027-06-21', expected: 2_000, received: 0, outstanding: 2_000, surplus: 0 },
    ])
  })

  it('that is more than is due is asked about, and carried over if finance says so', () => {
    const more = payment({ voucher: '1405/89', amount: 900 })
    const play = booked().must(payment())
    expect(play.tell(more)).toEqual({ refused: 'more-than-due', field: 'amount' })
    play.must({ ...more, surplus: 'carry-over' })
    expect(play.entries.at(-1)).toMatchObject({ data: { amount: 900, surplus: 'carry-over' } })
    expect(balanceOf(play.as('closed'))).toMatchObject([
      { received: 1_000, outstanding: 0, surplus: 0 },
      { received: 500, outstanding: 1_500, surplus: 0 },
    ])
    // What was carried over is due of the next one no more.
    expect(play.tell(payment({ instalment: 2, amount: 1_501 }))).toMatchObject({ refused: 'more-than-due' })
    expect(play.tell(payment({ instalment: 2, amount: 1_500 }))).toHaveProperty('facts')
  })

  it('that corrects another is held against what is due without that one', () => {
    const play = booked().must(payment())
    const corrects = play.as('closed').payments[0]?.sequence ?? 0
    const corrected = payment({ corrects, amount: 1_000, voucher: '1405/90', note: 'Mistyped' })
    expect(play.tell({ ...corrected, amount: 1_001 })).toMatchObject({ refused: 'more-than-due' })
    expect(play.tell(corrected)).toHaveProperty('facts')
  })

  it('leaves expected less received as what remains, however much comes and whatever earlier releases took', () => {
    const amount = fc.integer({ min: 1, max: 5_000 })
    const paid = fc.record({ instalment: fc.constantFrom(1, 2, 3), amount, isCarried: fc.boolean() })
    fc.assert(
      fc.property(fc.array(amount, { minLength: 3, maxLength: 3 }), fc.array(paid), (due, all) => {
        const rows = balanceOf({
          schedule: due.map((each, index) => ({ due: `2027-0${index + 1}-01`, amount: each })),
          payments: all.map(({ isCarried, ...one }, index) => ({
            ...one,
            sequence: index,
            receivedOn: '2027-01-01',
            voucher: 'v',
            ...(isCarried ? { carriedOver: true as const } : {}),
          })),
        })
        for (const { expected, received, outstanding, surplus } of rows) {
          expect(outstanding).toBe(expected - received)
          expect(surplus).toBe(Math.max(0, received - expected))
        }
        expect(sum(rows.map(({ received }) => received))).toBe(sum(all.map((one) => one.amount)))
      }),
    )
  })

  it('is recorded once, however often it is sent', () => {
    const play = booked().must(payment())
    expect(play.tell(payment())).toEqual({ facts: [] })
    expect(play.tell(payment({ voucher: ' 1405/88 ' }))).toEqual({ facts: [] })
    expect(play.as('closed').payments).toHaveLength(1)
  })

  it('is corrected by a further entry that says why; the earlier one stays in the ledger', () => {
    const play = booked().must(payment())
    const corrects = play.entries.length
    expect(play.tell(payment({ corrects, amount: 700 }))).toEqual({
      refused: 'reason-missing',
      field: 'note',
    })
    play.must(payment({ corrects, amount: 700, note: 'مبلغ نادرست خوانده شده بود' }))
    expect(play.as('closed').payments).toMatchObject([{ sequence: corrects + 1, amount: 700 }])
    expect(play.entries.filter(({ type }) => type === 'PaymentRecorded')).toHaveLength(2)
    const again = payment({ corrects, amount: 800, note: 'دوباره' })
    expect(play.tell(again)).toEqual({ refused: 'payment-corrected' })
    expect(play.tell(payment({ corrects, amount: 700, note: 'مبلغ نادرست' }))).toEqual({ facts: [] })
  })

  it('is taken back by a correction to nothing, and by nothing else', () => {
    const play = booked().must(payment())
    expect(play.tell(payment({ amount: 0, voucher: 'x' }))).toEqual({
      refused: 'amount-missing',
      field: 'amount',
    })
    play.must(payment({ corrects: play.entries.length, amount: 0, note: 'واریز برگشت خورد' }))
    expect(play.as('closed').payments).toEqual([])
  })

  it.each([
    ['an instalment that there is not', { instalment: 3 }, 'instalment-unknown'],
    ['a day that is still to come', { receivedOn: '2026-11-23' }, 'date-to-come'],
    ['a day a year before the proposal came', { receivedOn: '2025-11-21' }, 'date-too-early'],
    ['a year of another century', { receivedOn: '1926-03-22' }, 'date-too-early'],
    ['no voucher', { voucher: '  ' }, 'voucher-missing'],
    ['an entry that is no payment', { corrects: 1, note: 'چرا' }, 'payment-corrected'],
  ] as const)('is refused with %s', (_, changes, refused) => {
    expect(booked().tell(payment(changes))).toMatchObject({ refused })
  })

  it("counts a day by the city's own midnight", () => {
    // Half past eleven in the evening of the 22nd in UTC is the 23rd in Tehran.
    const play = booked()
    play.now = new Date('2026-11-22T20:31:00.000Z')
    expect(play.tell(payment({ receivedOn: '2026-11-23' }))).toMatchObject({ facts: [{}] })
    play.now = new Date('2026-11-22T20:29:00.000Z')
    expect(play.tell(payment({ receivedOn: '2026-11-23', voucher: '2' }))).toMatchObject({
      refused: 'date-to-come',
    })
  })

  it.each([
    ['with finance', () => new CasePlay().toFinance(), 'not-now'],
    [
      'closed by the case office',
      () => new CasePlay().toFinance().must({ type: 'close', by: office, reason: 'پایان کار' }),
      'case-closed',
    ],
    ['withdrawn', () => new CasePlay().begin().must({ type: 'withdraw', reason: 'دلیل' }), 'case-closed'],
  ] as const)('is not taken of a case that is %s', (_, make, refused) => {
    expect(make().tell(payment())).toEqual({ refused })
  })

  it('ends at five hundred, before the head grows too large', () => {
    const play = booked()
    for (let count = 0; count < 500; count += 1) play.must(payment({ voucher: String(count), amount: 1 }))
    expect(play.tell(payment({ voucher: 'one more' }))).toEqual({ refused: 'too-many-payments' })
  })
})

describe('a completed case', () => {
  it("lets finance's link be sent anew, and no other case that is closed", () => {
    const anew = {
      type: 'resend-link',
      by: office,
      target: { place: 'finance' },
      reason: 'It was lost',
    } as const
    expect(booked().tell(anew)).toMatchObject({ facts: [{ type: 'LinkReissued' }] })
    const withdrawn = new CasePlay().begin().must({ type: 'withdraw', reason: 'دلیل' })
    expect(withdrawn.tell(anew)).toEqual({ refused: 'case-closed' })
  })

  it('that was stored before there were payments can still be read', () => {
    const { schedule: _expected, payments: _received, ...earlier } = booked().as('closed')
    expect(stateSchema.parse(earlier)).toMatchObject({ schedule: [], payments: [] })
  })
})
