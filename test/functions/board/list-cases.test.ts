import { describe, expect, it } from 'vitest'
import { listCases } from '#functions/board/list-cases.ts'
import { forMembers } from '#functions/shared/office/session.ts'
import { kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'

type Parts = Parameters<typeof request>[0]

const board = forMembers(listCases)
const day = 86_400_000

async function show(desk: ContractDesk, parts: Parts = {}) {
  return answered(await board(request({ cookies: await desk.session(), ...parts }), desk.dependencies))
}

interface Row {
  readonly reference: string
  readonly status: string
  readonly standing: {
    readonly awaited: readonly { readonly email: string | null; readonly since: string }[]
    readonly overdue: boolean
  }
}
const rowsIn = (facts: Record<string, unknown>) => facts['cases'] as Row[]

describe('the board', () => {
  it('shows a case, who has it by name and since when, and when it is due', async () => {
    const desk = await ContractDesk.inReview()
    const { status, body } = await show(desk)
    expect(status).toBe(200)
    expect(body).toContain('<html lang="fa" dir="rtl">')
    expect(body).toContain(`href="/board/cases/${reference}"`)
    expect(body).toContain('سلامت‌یار کویر')
    expect(body).toContain('در بررسی')
    expect(body).toContain(kerman.stages[0]?.seats[0]?.holder.name.fa)
    expect(body).toContain('۱ آذر ۱۴۰۵')
    expect(body).not.toContain('دیرکرد')
    expect((await show(desk, inEnglish)).body).toContain('Who has it, since when')
  })

  it('marks what is overdue', async () => {
    const desk = await ContractDesk.inReview()
    desk.now = new Date(desk.now.getTime() + 60 * day)
    expect((await show(desk)).body).toContain('دیرکرد')
    expect(rowsIn(factsIn(await show(desk, asJson)))[0]?.standing.overdue).toBe(true)
  })

  it('parts open from closed cases', async () => {
    const desk = await ContractDesk.inReview()
    await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'پایان کار' })
    expect((await show(desk)).body).toContain('پرونده‌ای در این فهرست نیست.')
    const closed = await show(desk, { query: { show: 'closed' } })
    expect(closed.body).toContain(reference)
    expect(closed.body).toContain('بسته‌شده به دست دبیرخانه')
    const facts = factsIn(await show(desk, { ...asJson, query: { show: 'closed' } }))
    expect(rowsIn(facts)).toMatchObject([{ reference, status: 'closed', standing: { awaited: [] } }])
  })

  it('lists the newest change first, fifty to a page, each case once', async () => {
    const desk = new ContractDesk()
    for (let number = 0; number < 60; number += 1) {
      desk.now = new Date(desk.now.getTime() + 1000)
      await desk.submit(`TSV-1405-${String(number).padStart(5, '0')}`)
    }
    const first = factsIn(await show(desk, asJson))
    const cursor = String(first['cursor'])
    const second = factsIn(await show(desk, { ...asJson, query: { cursor } }))
    expect(second['cursor']).toBeNull()
    const references = [...rowsIn(first), ...rowsIn(second)].map((row) => row.reference)
    expect(references).toEqual(
      Array.from({ length: 60 }, (_, index) => `TSV-1405-${String(59 - index).padStart(5, '0')}`),
    )
    expect((await show(desk)).body).toContain(`cursor=${encodeURIComponent(cursor)}`)
  })

  it('takes any query', async () => {
    const desk = await ContractDesk.inReview()
    for (const query of [{ show: 'x' }, { cursor: '' }, { cursor: '\u0000' }, { show: '' }]) {
      expect((await show(desk, { query })).status).toBe(200)
    }
  })

  it('escapes what applicants wrote', async () => {
    const desk = await ContractDesk.inReview({ title: '<img src=x onerror=alert(1)>' })
    const { body } = await show(desk)
    expect(body).not.toContain('<img src=x')
    expect(body).toContain('&lt;img src=x')
  })
})

describe('who has a case', () => {
  it('is the signatory whose turn it is, since the one before signed', async () => {
    const desk = await ContractDesk.signing()
    desk.now = new Date(desk.now.getTime() + day)
    await desk.sign('startup')
    expect(await awaited(desk)).toEqual([{ email: 'd.amiri@kerman.example', since: desk.now.toISOString() }])
  })

  it('is finance since the delivery, whatever happened later', async () => {
    const desk = await ContractDesk.withFinance()
    const since = desk.now.toISOString()
    desk.now = new Date(desk.now.getTime() + day)
    await desk.must({ type: 'mark-unreachable', email: 'other@kerman.example', kind: 'bounce' })
    expect(await awaited(desk)).toEqual([{ email: 'finance@kerman.example', since }])
  })

  it('is the case office itself when a contract came back', async () => {
    const desk = await ContractDesk.withFinance()
    await desk.must({ type: 'return', reason: 'شبا نادرست' })
    expect(await awaited(desk)).toMatchObject([{ email: 'case-office@kerman.example' }])
  })

  it('is the applicant before the address is confirmed, and nobody while the workflow works', async () => {
    const desk = new ContractDesk()
    await desk.submit(reference)
    expect(await awaited(desk)).toMatchObject([{ email: 'narges@salamatyar.example' }])
    await desk.must({ type: 'confirm' })
    expect(await awaited(desk)).toEqual([])
    expect((await show(desk)).body).toContain('گردش کار خود در کار است')
  })

  it('says when mail does not arrive', async () => {
    const desk = await ContractDesk.withFinance()
    await desk.must({ type: 'mark-unreachable', email: 'finance@kerman.example', kind: 'bounce' })
    expect((await show(desk)).body).toContain('رایانامه نمی‌رسد')
  })
})

async function awaited(desk: ContractDesk) {
  const [row] = rowsIn(factsIn(await show(desk, asJson)))
  return row?.standing.awaited.map(({ email, since }) => ({ email, since })) ?? []
}
