import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { recordPayment } from '#functions/finance/record-payment.ts'
import { showDelivery } from '#functions/finance/show-delivery.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { request } from '../desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '../desk/contract-desk.ts'

type Parts = Parameters<typeof request>[0]

const typed = {
  instalment: '1',
  amount: '۱٬۵۰۰٬۰۰۰',
  receivedOn: '۱۴۰۵/۰۸/۲۰',
  voucher: '1405/88',
  note: '',
}

async function booked() {
  const desk = await ContractDesk.withFinance()
  const token = await desk.financeToken()
  const path = { token }
  await answerDelivery(
    request({ path, body: { outcome: 'acknowledge', voucher: '1405/1' }, ...asJson }),
    desk.dependencies,
  )
  const show = async (parts: Parts = {}) =>
    answered(await showDelivery(request({ path, ...parts }), desk.dependencies))
  const pay = (body: unknown, parts: Parts = {}) =>
    recordPayment(request({ path, body, ...parts }), desk.dependencies)
  return { desk, token, show, pay }
}

describe("finance's page of a booked contract", () => {
  it('shows the schedule that the contract has, and nothing received', async () => {
    const { desk, show } = await booked()
    const { payments } = exampleTerms()
    expect(await desk.state()).toMatchObject({
      schedule: payments.map(({ due, amount }) => ({ due, amount })),
      payments: [],
    })
    const page = await show()
    expect(page.status).toBe(200)
    expect(page.body).toContain('هنوز دریافتی ثبت نشده است.')
    expect(page.body).toContain(payments[0]?.label.fa)
    expect((await show(inEnglish)).body).toContain('Payment schedule, and what has come')
  })

  it('records a payment as people type it, and shows what is left', async () => {
    const { desk, token, show, pay } = await booked()
    expect(await pay(typed)).toMatchObject({
      status: 303,
      headers: { location: `/finance/${token}#payments` },
    })
    expect((await desk.entries()).at(-1)).toMatchObject({
      type: 'PaymentRecorded',
      data: { instalment: 1, amount: 1_500_000, receivedOn: '2026-11-11', corrects: null },
    })
    const page = await show()
    expect(page.body).toContain('۱٬۵۰۰٬۰۰۰ ریال')
    expect(page.body).toContain('۲۰ آبان ۱۴۰۵')
    const [first] = factsIn(await show(asJson))['balance'] as { expected: number; outstanding: number }[]
    expect(first?.outstanding).toBe((first?.expected ?? 0) - 1_500_000)
  })

  it('takes JSON with numbers and an ISO date, and answers with the receipt', async () => {
    const { desk, pay } = await booked()
    const body = { ...typed, instalment: 2, amount: 10, receivedOn: '2026-11-20', corrects: null }
    const facts = factsIn(await pay(body, asJson))
    const entry = (await desk.entries()).at(-1)
    expect(facts).toMatchObject({ receipt: { sequence: entry?.sequence, digest: entry?.digest } })
    expect(factsIn(await pay(body, asJson))).toMatchObject({ receipt: null })
  })

  it('begins a correction with what it corrects, and replaces it', async () => {
    const { desk, show, pay } = await booked()
    await pay(typed)
    const sequence = (await desk.entries()).length
    const page = await show({ query: { correct: String(sequence) } })
    expect(page.body).toContain(`name="corrects" value="${sequence}"`)
    expect(page.body).toContain('value="1500000"')
    const corrected = { ...typed, amount: '1400000', corrects: String(sequence), note: 'کارمزد بانک' }
    expect(await pay(corrected)).toMatchObject({ status: 303 })
    expect(await desk.state()).toMatchObject({ payments: [{ sequence: sequence + 1, amount: 1_400_000 }] })
    const late = answered(await pay({ ...corrected, amount: '1' }))
    expect(late.status).toBe(409)
    expect(late.body).toContain('این ثبت پیش‌تر اصلاح شده است')
  })

  it('names what is wrong beside the field, in both languages, and keeps what was typed', async () => {
    const { desk, pay } = await booked()
    const before = (await desk.entries()).length
    const page = answered(await pay({ ...typed, amount: 'دو میلیون', receivedOn: '1405/13/01', voucher: '' }))
    expect(page.status).toBe(422)
    for (const words of ['مبلغ را به ریال، با رقم و بی‌اعشار بنویسید', 'تاریخ دریافت را مانند', 'دو میلیون']) {
      expect(page.body).toContain(words)
    }
    expect(answered(await pay({ ...typed, receivedOn: '1405/12/01' })).body).toContain(
      'امروز یا روزی پیش از آن را بنویسید',
    )
    expect(await pay({ ...typed, instalment: '99' }, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'instalment' }],
    })
    for (const body of [null, [], 'x', {}, { ...typed, amount: -1 }, { ...typed, amount: 1.5 }]) {
      expect(await pay(body, asJson)).toMatchObject({ status: 422 })
    }
    expect(await desk.entries()).toHaveLength(before)
  })

  it('takes none before the contract is acknowledged, nor after it was returned', async () => {
    const desk = await ContractDesk.withFinance()
    const path = { token: await desk.financeToken() }
    const pay = () => recordPayment(request({ path, body: typed, ...asJson }), desk.dependencies)
    expect(await pay()).toMatchObject({ status: 409 })
    await desk.must({ type: 'return', reason: 'شماره شبا نادرست است' })
    expect(await pay()).toMatchObject({ status: 410 })
  })
})
