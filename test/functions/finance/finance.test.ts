import { describe, expect, it } from 'vitest'
import { answerDelivery } from '#functions/finance/answer-delivery.ts'
import { recordPayment } from '#functions/finance/record-payment.ts'
import { openDocument, showDelivery } from '#functions/finance/show-delivery.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { caseKey } from '#functions/shared/ports/files.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import {
  answered,
  asJson,
  ContractDesk,
  deskTerms,
  factsIn,
  inEnglish,
} from '#test/functions/desk/contract-desk.ts'
import { digestOf } from '#workflows/ledger/digest.ts'

type Parts = Parameters<typeof request>[0]

async function atFinance() {
  const desk = await ContractDesk.withFinance()
  const token = await desk.financeToken()
  const path = { token }
  const show = async (parts: Parts = {}) =>
    answered(await showDelivery(request({ path, ...parts }), desk.dependencies))
  const post = (body: unknown, parts: Parts = {}) =>
    answerDelivery(request({ path, body, ...parts }), desk.dependencies)
  /** As the page sends it. */
  const typed = { shownNumber: shownNumber(token) }
  const open = (file: string) => openDocument(request({ path: { token, file } }), desk.dependencies)
  return { desk, token, typed, show, post, open }
}

const office = 'z.rahimi@kerman.example'

describe("finance that is on the applicant's side", () => {
  it('reads, and neither answers nor books anything, in whatever spelling of the mailbox', async () => {
    const { desk } = await atFinance()
    const [local, domain] = ((await desk.state()).applicant?.email ?? '').split('@')
    const spellings = [`${local}@${domain}`, `${local?.toUpperCase()}+finance@${domain}`]
    const paid = { instalment: '1', amount: '1', receivedOn: '2026-11-22', voucher: 'V-1', corrects: '' }
    for (const email of spellings) {
      const path = { token: await desk.financeToken(email) }
      const page = answered(await showDelivery(request({ path }), desk.dependencies))
      expect(page.status).toBe(200)
      expect(page.body).not.toMatch(/<form|<button/)
      for (const body of [
        { outcome: 'acknowledge', voucher: 'V-1' },
        { outcome: 'return', reason: 'The account is closed' },
      ]) {
        const answer = await answerDelivery(request({ path, body, ...asJson }), desk.dependencies)
        expect(answer).toMatchObject({ status: 403, code: 'applicants-side' })
      }
    }
    const before = await desk.entries()
    expect(before.at(-1)?.type).toBe('ContractDelivered')
    await desk.must({
      type: 'acknowledge',
      voucher: 'V-1',
      note: '',
      schedule: [{ due: '2026-12-01', amount: 1 }],
    })
    for (const email of spellings) {
      const path = { token: await desk.financeToken(email) }
      const answer = await recordPayment(request({ path, body: paid, ...asJson }), desk.dependencies)
      expect(answer).toMatchObject({ status: 403, code: 'applicants-side' })
      const page = answered(await showDelivery(request({ path }), desk.dependencies))
      expect(page.body).not.toMatch(/<form|<button/)
    }
  })
})

describe("finance's page", () => {
  it('shows number, parties, amounts, the payment schedule, digests, downloads and both answers', async () => {
    const { token, show } = await atFinance()
    const { status, body } = await show()
    expect(status).toBe(200)
    expect(body).toContain('<html lang="fa" dir="rtl">')
    for (const shown of [
      `${reference}-C1`,
      'شرکت دانش‌بنیان سلامت‌یار کویر',
      '10380284790',
      'IR820540102680020817909002',
      'زمستان ۱۴۰۴',
      digestOf('contract 1'),
      digestOf('seal 1'),
      ...['signed-contract.pdf', 'contract.pdf', 'release.json', 'evidence.json', 'evidence.zip'].map(
        (file) => `href="/finance/${token}/files/${file}"`,
      ),
      'required value="acknowledge"',
      'name="outcome" value="return"',
    ]) {
      expect(body).toContain(shown)
    }
    expect(body).not.toContain('checked')
  })

  it('is English when that is chosen', async () => {
    const { show } = await atFinance()
    const { body } = await show(inEnglish)
    expect(body).toContain('<html lang="en" dir="ltr">')
    expect(body).toContain('Acknowledge receipt')
    expect(body).toContain('Payment schedule')
  })

  it('gives the same facts as JSON', async () => {
    const { show } = await atFinance()
    expect(factsIn(await show(asJson))).toMatchObject({
      reference,
      contract: { number: `${reference}-C1`, documentDigest: digestOf('contract 1') },
      sealDigest: digestOf('seal 1'),
      terms: { iban: 'IR820540102680020817909002' },
      corrected: null,
    })
  })

  it('leads to each document of the contract, and to nothing else', async () => {
    const { desk, open } = await atFinance()
    for (const [file, key] of [
      ['signed-contract.pdf', 'signed-contract-1.pdf'],
      ['contract.pdf', 'contract-1.pdf'],
      ['release.json', 'release-1.json'],
    ] as const) {
      const answer = answered(await open(file))
      expect(answer).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
      expect(answer.headers['location']).toContain(`cases/${reference}/${key}`)
    }
    const ledger = answered(await open('evidence.json'))
    expect(ledger.status).toBe(200)
    const { entries } = JSON.parse(ledger.body) as { entries: { digest: string; type?: string }[] }
    expect(entries.map(({ digest }) => digest)).toEqual((await desk.entries()).map(({ digest }) => digest))
    const shown = new Set(entries.map(({ type }) => type))
    expect(shown, 'what reviewers said is withheld').not.toContain('ReviewDecided')
    expect([...shown]).toEqual(expect.arrayContaining(['StageClosed', 'ContractSealed']))
    expect(ledger.body, 'personal data stays beside the ledger').not.toContain('"personal"')
    expect(await open('terms-1.json')).toMatchObject({ status: 404 })
    expect(await open('toString')).toMatchObject({ status: 404 })
  })

  it('is not found under an unknown link or one to something else', async () => {
    const { desk, show, post } = await atFinance()
    const path = { token: await desk.signToken('mayor') }
    expect(await showDelivery(request({ path }), desk.dependencies)).toMatchObject({ status: 404 })
    expect(await post({ outcome: 'acknowledge' }, { path })).toMatchObject({ status: 404 })
    await expect(show({ path: { token: 'unknown' } })).rejects.toThrow('not-found')
  })

  it('changes nothing by being opened', async () => {
    const { desk, show } = await atFinance()
    const before = JSON.stringify(await desk.entries())
    await show()
    await show(asJson)
    expect(JSON.stringify(await desk.entries())).toBe(before)
  })
})

describe('acknowledging', () => {
  it('records voucher and note and answers with the receipt; its repeat gets the same', async () => {
    const { desk, post } = await atFinance()
    const body = { outcome: 'acknowledge', voucher: ' 1405/88 ', note: 'ثبت شد' }
    const first = factsIn(await post(body, asJson))
    const entry = (await desk.entries()).at(-1)
    expect(entry).toMatchObject({ type: 'ReceiptAcknowledged', data: { voucher: '1405/88', note: 'ثبت شد' } })
    expect(first).toEqual({
      reference,
      outcome: 'acknowledge',
      receipt: { sequence: entry?.sequence, digest: entry?.digest, at: entry?.at },
    })
    expect(factsIn(await post(body, asJson))).toEqual(first)
  })

  it('needs neither voucher nor note', async () => {
    const { desk, token, typed, post } = await atFinance()
    const body = { outcome: 'acknowledge', voucher: '', note: '', ...typed }
    expect(await post(body)).toMatchObject({ status: 303, headers: { location: `/finance/${token}` } })
    expect((await desk.entries()).at(-1)).toMatchObject({ data: { voucher: null, note: '' } })
    expect(await post(body)).toMatchObject({ status: 303 })
  })

  it('is not done by a program that ticks and presses everything', async () => {
    const { desk, post } = await atFinance()
    const page = answered(await post({ outcome: 'acknowledge', voucher: '', note: '' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain('href="#field-shownNumber"')
    expect((await desk.state()).status).toBe('with-finance')
  })

  it('makes one entry of fifty parallel requests', async () => {
    const { desk, post } = await atFinance()
    const body = { outcome: 'acknowledge', voucher: '12' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, asJson)))
    expect(new Set(answers.map((answer) => JSON.stringify(factsIn(answer)))).size).toBe(1)
    expect((await desk.entries()).filter(({ type }) => type === 'ReceiptAcknowledged')).toHaveLength(1)
  })

  it('takes the answers off the page, and leaves the documents and what was decided', async () => {
    const { token, typed, show, post, open } = await atFinance()
    await post({ outcome: 'acknowledge', voucher: '<i>12</i>', ...typed })
    const page = await show()
    expect(page.status).toBe(200)
    expect(page.body).toContain('قرارداد و دریافت‌های آن')
    expect(page.body).not.toContain('name="outcome"')
    expect(page.body).toContain('&lt;i&gt;12&lt;/i&gt;')
    expect(page.body).toContain(`href="/finance/${token}/files/signed-contract.pdf"`)
    const json = await show(asJson)
    expect(json.status).toBe(200)
    expect(JSON.parse(json.body)).toMatchObject({
      decided: { voucher: '<i>12</i>', receipt: { digest: expect.any(String) } },
    })
    expect(await open('signed-contract.pdf')).toMatchObject({ status: 302 })
  })

  it('tells who answers otherwise afterwards what was decided', async () => {
    const { post } = await atFinance()
    await post({ outcome: 'acknowledge', voucher: '12' }, asJson)
    expect(await post({ outcome: 'acknowledge', voucher: '13' }, asJson)).toMatchObject({ status: 410 })
    expect(await post({ outcome: 'return', reason: 'نادرست' }, asJson)).toMatchObject({ status: 410 })
  })
})

describe('returning', () => {
  it('needs a reason, and keeps what else was typed', async () => {
    const { desk, post } = await atFinance()
    expect(await post({ outcome: 'return' }, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    })
    const page = answered(await post({ outcome: 'return', reason: '  ' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain('دلیل برگرداندن را بنویسید.')
    expect((await desk.state()).status).toBe('with-finance')
  })

  it('records the reason, and its repeat gets the same receipt', async () => {
    const { desk, post, show } = await atFinance()
    const body = { outcome: 'return', reason: 'شماره شبا نادرست است' }
    const first = factsIn(await post(body, asJson))
    expect(first).toMatchObject({ outcome: 'return', receipt: { sequence: (await desk.entries()).length } })
    expect(factsIn(await post(body, asJson))).toEqual(first)
    expect(await post({ ...body, reason: 'چیز دیگر' }, asJson)).toMatchObject({ status: 410 })
    expect(await post({ outcome: 'acknowledge' }, asJson)).toMatchObject({ status: 410 })
    const page = await show(inEnglish)
    expect(page.status).toBe(410)
    expect(page.body).toContain('The contract was returned')
    expect(page.body).toContain('شماره شبا نادرست است')
  })

  it('takes the documents off finance until the next version comes to it', async () => {
    const { desk, post, show, open } = await atFinance()
    await post({ outcome: 'return', reason: 'شماره شبا نادرست است' })
    desk.now = new Date(desk.now.getTime() + 60_000)
    expect(await open('contract.pdf')).toMatchObject({ status: 410 })
    expect((await show()).body).not.toContain('/files/')
    await desk.drawUp()
    const between = await show(asJson)
    expect(between.status).toBe(410)
    expect(JSON.parse(between.body)).toMatchObject({ because: 'elsewhere', decided: { version: 1 } })
    await desk.signAll()
    expect(await open('contract.pdf')).toMatchObject({ status: 410 })
    const path = { token: await desk.financeToken() }
    const again = await show({ path })
    expect(again.status).toBe(200)
    expect(again.body).toContain(digestOf('contract 2'))
    const file = request({ path: { ...path, file: 'contract.pdf' } })
    expect(answered(await openDocument(file, desk.dependencies)).headers['location']).toContain(
      'contract-2.pdf',
    )
  })
})

/** The first version was returned, and the second one is with finance. */
async function corrected() {
  const finance = await atFinance()
  const { desk, post } = finance
  await post({ outcome: 'return', reason: 'شماره شبا نادرست است' })
  desk.now = new Date(desk.now.getTime() + 60_000)
  await desk.drawUp()
  await desk.signAll()
  const changed = { ...deskTerms(), iban: 'IR400610000000001404000017', conditions: ['بیمه'] }
  const terms = new TextEncoder().encode(JSON.stringify(changed))
  await desk.files.write(caseKey(reference, 'terms-2.json'), terms, 'application/json')
  return { ...finance, renewed: { path: { token: await desk.financeToken() } } }
}

describe('a link to a version that finance returned', () => {
  it.each([
    { outcome: 'acknowledge', voucher: '12' },
    { outcome: 'return', reason: 'نادرست است' },
  ])('ends with it, for every request: $outcome', async (answer) => {
    const { desk, typed, post, show, open, renewed } = await corrected()
    const before = await desk.entries()
    const gone = { status: 410, because: 'renewed' }
    for (const sealDigest of ['seal 1', 'seal 2'].map((seal) => digestOf(seal))) {
      const late = { ...answer, ...typed, sealDigest }
      expect(factsIn(await post(late, asJson))).toMatchObject(gone)
      expect(answered(await post(late)).status).toBe(410)
    }
    const page = await show(inEnglish)
    expect(page.status).toBe(410)
    expect(page.body).toContain('ask the case office for a new link')
    expect(await open('signed-contract.pdf')).toMatchObject({ status: 410 })
    expect(await desk.entries()).toEqual(before)
    const number = { shownNumber: shownNumber(renewed.path.token) }
    const sealDigest = digestOf('seal 2')
    expect(await post({ ...answer, ...number, sealDigest }, renewed)).toMatchObject({ status: 303 })
  })

  it('stays closed once the next version is booked, which has links of its own', async () => {
    const { desk, post, show, renewed } = await corrected()
    const paid = { instalment: '1', amount: '1', receivedOn: '2026-11-22', voucher: 'V-1', corrects: '' }
    await post({ outcome: 'acknowledge', voucher: '12' }, { ...renewed, ...asJson })
    expect((await show()).status).toBe(410)
    const booked = await recordPayment(
      request({ path: { token: await desk.financeToken() }, body: paid, ...asJson }),
      desk.dependencies,
    )
    expect(booked).not.toMatchObject({ status: 410 })
    expect((await show(renewed)).status).toBe(200)
  })

  it('tells what finance said to it, and nothing that was said to a later one', async () => {
    const { desk, post, show, renewed } = await corrected()
    const tells = async (...hidden: readonly string[]) => {
      const [page, json] = [await show(inEnglish), await show(asJson)]
      for (const { status, body } of [page, json]) {
        expect(status).toBe(410)
        for (const words of hidden) expect(body).not.toContain(words)
      }
      expect(page.body).toContain('شماره شبا نادرست است')
      expect(JSON.parse(json.body)).toMatchObject({
        decided: { version: 1, reason: 'شماره شبا نادرست است' },
      })
    }
    const again = { outcome: 'return', reason: 'سررسید نادرست است' }
    await post(again, { ...renewed, ...asJson })
    await tells(again.reason)
    desk.now = new Date(desk.now.getTime() + 60_000)
    await desk.drawUp()
    await desk.signAll()
    await tells(again.reason)
    const third = { path: { token: await desk.financeToken() } }
    await post({ outcome: 'acknowledge', voucher: 'V-777', note: 'ثبت در دفتر' }, { ...third, ...asJson })
    await tells(again.reason, 'V-777', 'ثبت در دفتر')
  })

  it('is not taken for the one that takes its place, whose page says why the earlier was returned and what changed', async () => {
    const { show, renewed } = await corrected()
    const { body } = await show(renewed)
    expect(body).toContain('نسخهٔ اصلاح‌شدهٔ قرارداد')
    expect(body).toContain('شماره شبا نادرست است')
    expect(body).toContain('آنچه تغییر کرده است: شماره شبا، شرط‌ها.')
    expect(factsIn(await show({ ...renewed, ...asJson }))).toMatchObject({
      corrected: { version: 1, reason: 'شماره شبا نادرست است', changed: ['iban', 'conditions'] },
    })
  })
})

describe('an answer about another contract than finance has', () => {
  it('is refused with 409', async () => {
    const { desk, post } = await atFinance()
    const body = { outcome: 'acknowledge', voucher: '12', sealDigest: digestOf('another seal') }
    expect(await post(body, asJson)).toMatchObject({ status: 409 })
    expect((await desk.state()).status).toBe('with-finance')
  })
})

describe('an answer that is none', () => {
  it.each([null, [], 'x', {}, { outcome: 'maybe' }, { outcome: ['acknowledge', 'return'] }])(
    'is refused with 422: %j',
    async (body) => {
      const { desk, post } = await atFinance()
      expect(await post(body, asJson)).toMatchObject({ status: 422, errors: [{ field: 'outcome' }] })
      expect(answered(await post(body)).body).toContain('برگزینید: تأیید دریافت یا برگرداندن.')
      expect((await desk.state()).status).toBe('with-finance')
    },
  )

  it('names a voucher and a note that are too long', async () => {
    const { post } = await atFinance()
    const body = { outcome: 'acknowledge', voucher: '1'.repeat(61), note: 'ن'.repeat(2001) }
    expect(await post(body, asJson)).toMatchObject({ errors: [{ field: 'voucher' }, { field: 'note' }] })
  })

  it('finds the page closed when the case office closed the case', async () => {
    const { desk, post, show } = await atFinance()
    await desk.must({ type: 'close', by: office, reason: 'پایان کار' })
    expect(await post({ outcome: 'acknowledge' })).toMatchObject({ status: 410 })
    expect((await show()).body).toContain('پرونده بسته شده است')
  })
})
