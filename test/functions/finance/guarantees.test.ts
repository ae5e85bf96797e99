import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { askMoneyCode } from '#functions/finance/money-code.ts'
import { recordGuarantee } from '#functions/finance/record-guarantee.ts'
import { showDelivery } from '#functions/finance/show-delivery.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { reference } from '#test/workflows/proposal/case-play.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'

type Parts = Parameters<typeof request>[0]

const typed = {
  guarantee: '1',
  change: 'extended',
  expiresOn: '۱۴۰۹/۰۳/۳۰',
  on: '۱۴۰۵/۰۸/۲۰',
  document: '۱۲۳/الف',
  note: '',
}

async function booked() {
  const desk = await ContractDesk.withFinance()
  const token = await desk.financeToken()
  const path = { token }
  const terms: ContractTerms = {
    ...exampleTerms(),
    guarantees: [{ kind: 'bank_guarantee', amount: 5_000_000, issuer: 'بانک ملی', expiresOn: '2027-06-20' }],
  }
  const bytes = new TextEncoder().encode(JSON.stringify(terms))
  await desk.files.write(caseKey(reference, 'terms-1.json'), bytes, 'application/json')
  await answerDelivery(
    request({ path, body: { outcome: 'acknowledge', voucher: '1405/1' }, ...asJson }),
    desk.dependencies,
  )
  const show = async (parts: Parts = {}) =>
    answered(await showDelivery(request({ path, ...parts }), desk.dependencies))
  const send = (body: unknown, parts: Parts = {}) =>
    recordGuarantee(request({ path, body, ...parts }), desk.dependencies)
  /** With the code that the mailbox of finance was sent. */
  const record = async (body: unknown, parts: Parts = {}) => {
    const isForm = typeof body === 'object' && body !== null && !Array.isArray(body)
    if (!isForm) return send(body, parts)
    await askMoneyCode(request({ path, ...asJson }), desk.dependencies)
    const code = /^\d{6}$/m.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[0] ?? ''
    return send({ ...body, code }, parts)
  }
  return { desk, token, show, record, send }
}

describe("finance's page of a contract with a guarantee", () => {
  it('shows how each stands, and the form that records what became of it', async () => {
    const { show } = await booked()
    expect((await show()).body).toContain('تضمین‌های قرارداد')
    const page = await show(inEnglish)
    for (const words of ['Guarantees of the contract', 'Bank guarantee', 'valid until', 'It was extended']) {
      expect(page.body.toLowerCase()).toContain(words.toLowerCase())
    }
    expect(factsIn(await show(asJson))).toMatchObject({
      guarantees: [{ place: 1, kind: 'bank_guarantee' }],
      overdue: { guarantees: [] },
    })
  })

  it('says which field is wrong of whatever a program sends in it', async () => {
    const { send } = await booked()
    for (const field of ['guarantee', 'change', 'expiresOn', 'on', 'document', 'note', 'code']) {
      const answer = await send({ ...typed, [field]: { not: 'a value' } }, asJson)
      expect(answer, field).toMatchObject({ status: 422, errors: [{ field }] })
    }
  })

  it('records an extension as people type it', async () => {
    const { desk, token, show, record } = await booked()
    expect(await record(typed)).toMatchObject({
      status: 303,
      headers: { location: `/finance/${token}#guarantees` },
    })
    expect((await desk.entries()).at(-1)).toMatchObject({
      type: 'GuaranteeChanged',
      data: {
        guarantee: 1,
        change: 'extended',
        expiresOn: '2030-06-20',
        on: '2026-11-11',
        document: '۱۲۳/الف',
      },
    })
    expect((await show()).body).toContain('معتبر تا ۳۰ خرداد ۱۴۰۹')
  })

  it('records a release as JSON, and answers with the receipt, once', async () => {
    const { desk, record, show } = await booked()
    const body = { ...typed, guarantee: 1, change: 'released', expiresOn: null, on: '2026-11-20' }
    const facts = factsIn(await record(body, asJson))
    const entry = (await desk.entries()).at(-1)
    expect(facts).toMatchObject({ receipt: { sequence: entry?.sequence, digest: entry?.digest } })
    expect(factsIn(await record(body, asJson))).toMatchObject({ receipt: null })
    expect((await show(inEnglish)).body).toContain('released on 29 Aban 1405')
  })

  it('names what is wrong beside the field, in both languages, and keeps what was typed', async () => {
    const { desk, record } = await booked()
    const before = (await desk.entries()).length
    const page = answered(await record({ ...typed, change: '', document: '', on: '1405/13/01' }))
    expect(page.status).toBe(422)
    for (const words of [
      'بگویید تمدید شده است یا آزاد',
      'شمارهٔ نامه را بنویسید',
      'تاریخ نامه را مانند',
      '1405/13/01',
    ]) {
      expect(page.body).toContain(words)
    }
    expect(answered(await record({ ...typed, expiresOn: '' }, inEnglish)).body).toContain(
      'Write its new last day',
    )
    expect(answered(await record({ ...typed, expiresOn: '1405/01/01' })).body).toContain(
      'دلیل خود را با چند کلمه بنویسید',
    )
    for (const body of [null, [], 'x', {}, { ...typed, guarantee: 0 }, { ...typed, guarantee: '99' }]) {
      expect(await record(body, asJson)).toMatchObject({ status: 422 })
    }
    expect(await desk.entries()).toHaveLength(before)
  })

  it('asks for a code that is mailed to finance, once the form is right, and keeps what was typed', async () => {
    const { desk, send } = await booked()
    const before = (await desk.entries()).length
    const page = answered(await send(typed))
    expect(page.status).toBe(422)
    for (const words of ['name="code"', '۱۲۳/الف', 'کد تأیید فرستاده شد']) expect(page.body).toContain(words)
    expect(await send({ ...typed, code: '000000' }, asJson)).toMatchObject({ status: 422 })
    expect(await desk.entries()).toHaveLength(before)
    const code = /^\d{6}$/m.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[0]
    expect(await send({ ...typed, code })).toMatchObject({ status: 303 })
  })

  it('takes none before the contract is acknowledged, nor after it was returned', async () => {
    const desk = await ContractDesk.withFinance()
    const path = { token: await desk.financeToken() }
    const record = () => recordGuarantee(request({ path, body: typed, ...asJson }), desk.dependencies)
    expect(await record()).toMatchObject({ status: 409 })
    await desk.must({ type: 'return', reason: 'شماره شبا نادرست است' })
    expect(await record()).toMatchObject({ status: 410 })
  })
})
