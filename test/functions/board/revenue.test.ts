import { describe, expect, it } from 'vitest'
import { municipalRevenue } from '#functions/board/revenue.ts'
import { showRevenue } from '#functions/board/show-revenue.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { CasePlay } from '#test/workflows/proposal/case-play.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'

const schedule = [
  { due: '2026-12-21', amount: 1_000 },
  { due: '2027-03-20', amount: 2_000 },
  { due: '2027-06-21', amount: 4_000 },
]

function stateOf({ state }: CasePlay): ProposalState {
  if (state === null) throw new Error('There is no case')
  return state
}

const paid = (instalment: number, amount: number, voucher: string) =>
  ({
    type: 'record-payment',
    instalment,
    amount,
    receivedOn: '2026-11-22',
    voucher,
    corrects: null,
    note: '',
  }) as const

function booked(): CasePlay {
  return new CasePlay().toFinance().must({ type: 'acknowledge', note: '', schedule })
}

describe('municipal revenue', () => {
  it('is told by contract and Jalali year, and what is past due is told apart', () => {
    const play = booked().must(paid(1, 400, 'a'), paid(3, 500, 'b'))
    const { contracts, years } = municipalRevenue([stateOf(play)], '2027-01-01')
    expect(contracts).toEqual([
      {
        year: 1405,
        reference,
        number: `${reference}-C1`,
        title: 'Health at home 1',
        expected: 3_000,
        received: 400,
        overdue: 600,
      },
      {
        year: 1406,
        reference,
        number: `${reference}-C1`,
        title: 'Health at home 1',
        expected: 4_000,
        received: 500,
        overdue: 0,
      },
    ])
    expect(years).toEqual([
      { year: 1405, expected: 3_000, received: 400, overdue: 600 },
      { year: 1406, expected: 4_000, received: 500, overdue: 0 },
    ])
  })

  it('adds contracts up, and counts no case that finance has not booked', () => {
    const states = [booked(), booked().must(paid(1, 1_000, 'a')), new CasePlay().toFinance()].map(stateOf)
    expect(municipalRevenue(states, '2026-11-22').years[0]).toEqual({
      year: 1405,
      expected: 6_000,
      received: 1_000,
      overdue: 0,
    })
    expect(municipalRevenue([], '2026-11-22')).toEqual({ contracts: [], years: [] })
  })

  it('is drawn in both languages with the same facts in tables, and told as JSON', async () => {
    const desk = await ContractDesk.withFinance()
    const route = forMembers(showRevenue, ['finance', 'auditor'])
    const cookies = await desk.session()
    const none = answered(await route(request({ cookies }), desk.dependencies)).body
    expect(none).toContain('هنوز قراردادی در امور مالی ثبت نشده است.')
    await desk.must({ type: 'acknowledge', note: '', schedule }, paid(1, 1_000, 'a'))
    const persian = answered(await route(request({ cookies }), desk.dependencies)).body
    expect(persian).toContain('role="img" aria-label="مورد انتظار و دریافت‌شده، سال به سال"')
    expect(persian).toContain('۱۴۰۵')
    expect(persian).not.toContain('۱٬۴۰۵')
    const english = answered(await route(request({ cookies, ...inEnglish }), desk.dependencies)).body
    expect(english).toContain('IRR 1,000 of IRR 3,000')
    expect(english).toContain(`href="/board/cases/${reference}"`)
    expect(factsIn(await route(request({ cookies, ...asJson }), desk.dependencies))).toMatchObject({
      years: [{ year: 1405, expected: 3_000, received: 1_000 }, { year: 1406 }],
      complete: true,
    })
    expect(await route(request(asJson), desk.dependencies)).toMatchObject({ status: 401 })
  })
})
