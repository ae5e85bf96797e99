import { describe, expect, it } from 'vitest'
import { listContracts } from '#functions/board/list-contracts.ts'
import { showNow } from '#functions/board/show-now.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import type { Access } from '#workflows/programme/programme.ts'

type Parts = Parameters<typeof request>[0]

const day = 86_400_000
const now = forMembers(showNow, ['finance', 'auditor'])

async function ask(desk: ContractDesk, parts: Parts = {}, access: Access = 'case-office') {
  return now(request({ cookies: await desk.session(access), ...parts }), desk.dependencies)
}
const page = async (desk: ContractDesk, parts: Parts = {}) => answered(await ask(desk, parts)).body

interface Needs {
  readonly attention: readonly { readonly why: string; readonly row: { readonly reference: string } }[]
  readonly overdue: readonly { readonly reference: string }[]
  readonly soon: readonly { readonly reference: string }[]
  readonly undelivered: readonly unknown[]
}
const needs = async (desk: ContractDesk) => factsIn(await ask(desk, asJson)) as unknown as Needs

/** Both who could hold the one seat of the first stage give it up. */
async function vacate(desk: ContractDesk): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    const state = await desk.state()
    const seat = state.status === 'in-review' ? state.seats[0] : undefined
    if (state.status !== 'in-review' || !seat?.holder) throw new Error('Nobody holds the seat')
    const { email } = seat.holder
    await desk.must({ type: 'recuse', stage: state.stage, seat: seat.seat, email, reason: 'خویشاوندی' })
  }
}

describe('the board’s first page', () => {
  it('says so when nothing is stuck, and still has the search and the last changes', async () => {
    const desk = await ContractDesk.inReview()
    const body = await page(desk)
    expect(body).toContain('هیچ پرونده‌ای منتظر دبیرخانه نیست')
    expect(body).toContain('action="/board/cases"')
    expect(body).toContain(`href="/board/cases/${reference}"`)
    expect(await page(desk, inEnglish)).toContain('No case waits for the case office')
  })

  it('puts a vacant seat first, with the form that fills it', async () => {
    const desk = await ContractDesk.inReview()
    await vacate(desk)
    expect(await needs(desk)).toMatchObject({ attention: [{ why: 'vacant', row: { reference } }] })
    const body = await page(desk)
    expect(body).toContain('جایگاهی خالی است')
    expect(body).toContain(`href="/board/cases/${reference}?repair=reassignment#repair"`)
  })

  it('says who blocks what is overdue, since when, and what can be done', async () => {
    const desk = await ContractDesk.inReview()
    expect((await needs(desk)).overdue).toEqual([])
    const state = await desk.state()
    const deadline = 'deadline' in state ? state.deadline.at : ''
    desk.now = new Date(new Date(deadline).getTime() - 2 * day)
    expect((await needs(desk)).soon).toMatchObject([{ reference }])
    desk.now = new Date(new Date(deadline).getTime() + 3 * day)
    const late = await needs(desk)
    expect(late).toMatchObject({ overdue: [{ reference }], soon: [] })
    const body = await page(desk)
    expect(body).toContain('نزد این افراد مانده است')
    expect(body).toContain(kerman.stages[0]?.seats[0]?.holder.name.fa)
    expect(body).toContain('۳ روز')
    expect(body).toContain('?repair=extension#repair')
  })

  it('shows a mail that does not go out, until it did or has lost its sense', async () => {
    const desk = await ContractDesk.inReview()
    const effect = { reference, sequence: 3, kind: 'mail-reviewer:review-requested:secretariat' }
    await desk.effects.claim(effect, desk.now)
    await desk.effects.failed(effect, 'MessageRejected', desk.now)
    expect((await needs(desk)).undelivered).toHaveLength(1)
    const body = await page(desk)
    expect(body).toContain('آنچه فرستاده نشده است')
    expect(body).toContain('درخواست نظر')
    await desk.must({ type: 'withdraw', reason: 'انصراف' })
    expect((await needs(desk)).undelivered).toEqual([])
  })

  it('counts an instalment that has not come and a guarantee that ended as overdue, until it is paid', async () => {
    const desk = await ContractDesk.withFinance()
    const schedule = [{ due: '2027-03-20', amount: 1_000 }]
    const guarantees = [{ place: 1, kind: 'cheque', expiresOn: '2027-03-10' }] as const
    await desk.must({ type: 'acknowledge', note: '', schedule, endsOn: '2027-03-01', guarantees })
    expect((await needs(desk)).overdue).toEqual([])
    desk.now = new Date('2027-03-21T06:00:00.000Z')
    expect((await needs(desk)).overdue).toMatchObject([{ reference }])
    const body = await page(desk, inEnglish)
    expect(body).toContain('instalment 1 has not come')
    expect(body).toContain('guarantee 1 has expired')
    expect(body).not.toContain('nothing is overdue')
    const listed = forMembers(listContracts, ['finance'])
    const contracts = factsIn(
      await listed(request({ cookies: await desk.session('finance'), ...asJson }), desk.dependencies),
    )
    expect(contracts).toMatchObject({
      contracts: [{ reference, overdue: true, due: '2027-03-10T20:30:00.000Z', dueUntil: '2027-03-10' }],
    })
    const shown = answered(
      await listed(request({ cookies: await desk.session('finance'), ...inEnglish }), desk.dependencies),
    ).body
    expect(shown).toMatch(/<time datetime="2027-03-10">[^<]*until the end of the day<\/time>/)
    // It is overdue from the day after its last one.
    expect(body).toMatch(/since <time datetime="2027-03-1[01][^>]*>11 March 2027/)
    const paid = { instalment: 1, amount: 1_000, receivedOn: '2027-03-21', voucher: '7', corrects: null }
    await desk.must({ type: 'record-payment', ...paid, note: '' })
    expect((await needs(desk)).overdue).toEqual([])
  })

  it('names a step of the machine that is late among what needs somebody', async () => {
    const desk = await ContractDesk.inReview()
    await desk.approveSeat()
    desk.now = new Date(desk.now.getTime() + day)
    await desk.must({ type: 'tell-late' })
    expect(await needs(desk)).toMatchObject({ attention: [{ why: 'late', row: { reference } }] })
    expect(await page(desk)).toContain('به مسئول سامانه خبر دهید')
  })

  it('offers an auditor no repair, and leads finance to the contracts', async () => {
    const desk = await ContractDesk.inReview()
    await vacate(desk)
    expect(answered(await ask(desk, {}, 'auditor')).body).not.toContain('?repair=')
    expect(await ask(desk, {}, 'finance')).toMatchObject({
      status: 303,
      headers: { location: '/board/contracts' },
    })
  })
})

describe('the contracts', () => {
  const contracts = forMembers(listContracts, ['finance', 'auditor'])

  it('are every case that has one, with its number and what is expected', async () => {
    const desk = await ContractDesk.withFinance()
    await desk.submit('TSV-1405-AAAAA')
    const cookies = await desk.session('finance')
    const facts = factsIn(await contracts(request({ cookies, ...asJson }), desk.dependencies))
    expect(facts).toMatchObject({
      contracts: [
        { reference, number: `${reference}-C1`, status: 'with-finance', expectedRevenue: 9_375_000_000 },
      ],
      cursor: null,
    })
    const { body } = answered(await contracts(request({ cookies }), desk.dependencies))
    expect(body).toContain('۹٬۳۷۵٬۰۰۰٬۰۰۰ ریال')
    expect(body).not.toContain('href="/board/cases"')
    await desk.must({ type: 'acknowledge', note: '', voucher: 'V-77' })
    const after = answered(await contracts(request({ cookies, ...inEnglish }), desk.dependencies)).body
    expect(after).toContain('V-77')
  })
})
