import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { askMoneyCode } from '#functions/finance/money-code.ts'
import { recordPayment } from '#functions/finance/record-payment.ts'
import { showDelivery } from '#functions/finance/show-delivery.ts'
import { kerman, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'

type Parts = Parameters<typeof request>[0]

const typed = {
  instalment: '1',
  amount: '۱٬۵۰۰٬۰۰۰',
  receivedOn: '۱۴۰۵/۰۸/۲۰',
  voucher: '1405/88',
  note: '',
}

function lastCode({ mailer }: ContractDesk): string {
  return /^\d{6}$/m.exec(mailer.sent.at(-1)?.text ?? '')?.[0] ?? ''
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
  const send = (body: unknown, parts: Parts = {}) =>
    recordPayment(request({ path, body, ...parts }), desk.dependencies)
  /** With the code that the mailbox of finance was sent. */
  const pay = async (body: unknown, parts: Parts = {}) => {
    const isForm = typeof body === 'object' && body !== null && !Array.isArray(body)
    if (!isForm) return send(body, parts)
    await askMoneyCode(request({ path, ...asJson }), desk.dependencies)
    return send({ ...body, code: lastCode(desk) }, parts)
  }
  return { desk, token, show, pay, send, path }
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

  it('says which field is wrong of whatever a program sends in it', async () => {
    const { send } = await booked()
    for (const field of [
      'instalment',
      'amount',
      'receivedOn',
      'voucher',
      'surplus',
      'corrects',
      'note',
      'code',
    ]) {
      const answer = await send({ ...typed, [field]: { not: 'a value' } }, asJson)
      expect(answer, field).toMatchObject({ status: 422, errors: [{ field }] })
    }
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
    for (const words of [
      'مبلغ را به ریال و بی‌اعشار، با رقم و از ۱ تا',
      'تاریخ دریافت را مانند',
      'دو میلیون',
    ]) {
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

describe('the code that recording money asks for', () => {
  it('is mailed to finance at the first sending of the form, which stays as it was typed', async () => {
    const { desk, send } = await booked()
    const before = (await desk.entries()).length
    const asked = answered(await send(typed))
    expect(asked.status).toBe(422)
    expect(asked.body).toContain('کد تأیید فرستاده شد')
    expect(asked.body).toContain('name="code"')
    expect(asked.body).toContain('value="1405/88"')
    expect(desk.mailer.sent.at(-1)?.to).toBe(kerman.finance.office.email)
    expect(await desk.entries()).toHaveLength(before)
    expect(await send({ ...typed, code: lastCode(desk) })).toMatchObject({ status: 303 })
    expect(await desk.entries()).toHaveLength(before + 1)
  })

  it('is asked of programs too, and works once', async () => {
    const { desk, send, path } = await booked()
    const body = { ...typed, amount: 10 }
    expect(await send(body, asJson)).toMatchObject({ status: 422, errors: [{ field: 'code' }] })
    const asked = await askMoneyCode(request({ path, ...asJson }), desk.dependencies)
    expect(asked).toMatchObject({ status: 202 })
    expect(factsIn(asked)).toEqual({ sentTo: 'f•••@kerman.example' })
    const code = lastCode(desk)
    expect(await send({ ...body, code: '000000' }, asJson)).toMatchObject({
      errors: [{ code: 'code-wrong' }],
    })
    expect(await send({ ...body, code }, asJson)).toMatchObject({ status: 200 })
    const second = { ...body, voucher: '1405/89', code }
    expect(await send(second, asJson)).toMatchObject({ status: 422, errors: [{ code: 'code-expired' }] })
  })

  it('is not found by trying, over many codes and days, and whoever it concerns is told', async () => {
    const { desk, send, path } = await booked()
    let looked = 0
    for (let hour = 0; hour < 3; hour += 1) {
      for (let mail = 0; mail < 12; mail += 1) {
        await askMoneyCode(request({ path, ...asJson }), desk.dependencies)
        for (let guess = 0; guess < 5; guess += 1) {
          const answer = await send({ ...typed, code: '999999' }, asJson)
          if (JSON.stringify(answer).includes('code-wrong')) looked += 1
        }
      }
      desk.now = new Date(desk.now.getTime() + 86_400_000)
    }
    expect(looked).toBe(20)
    const warned = desk.mailer.sent.filter(({ subject }) => subject.includes('Wrong codes'))
    expect(warned.map(({ to }) => to)).toEqual([kerman.finance.office.email, kerman.caseOffice.email])
    await askMoneyCode(request({ path, ...asJson }), desk.dependencies)
    expect(await send({ ...typed, code: lastCode(desk) }, asJson)).toMatchObject({
      status: 429,
      code: 'codes-stopped',
    })
    desk.now = new Date(desk.now.getTime() + 1_000)
    await desk.must({
      type: 'resend-link',
      by: kerman.caseOffice.members[0]?.email ?? '',
      target: { place: 'finance' },
      reason: 'Somebody else had it',
    })
    const renewed = { path: { token: await desk.financeToken() }, ...asJson }
    await askMoneyCode(request(renewed), desk.dependencies)
    const body = { ...typed, code: lastCode(desk) }
    expect(await recordPayment(request({ ...renewed, body }), desk.dependencies)).toMatchObject({
      status: 200,
    })
  })

  it('is sent to nobody for what would be refused anyway', async () => {
    const { desk, send } = await booked()
    const mails = desk.mailer.sent.length
    expect(await send({ ...typed, instalment: '99' }, asJson)).toMatchObject({ status: 422 })
    expect(answered(await send({ ...typed, amount: '999000000000' })).body).toContain('surplus')
    expect(desk.mailer.sent).toHaveLength(mails)
  })
})
