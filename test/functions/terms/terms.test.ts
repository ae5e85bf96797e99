import { describe, expect, it } from 'vitest'
import { createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { termsRoutes } from '#functions/terms/door.ts'
import { kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn } from '#test/functions/desk/contract-desk.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { verify } from '#workflows/ledger/verify.ts'
import type { Access } from '#workflows/programme/programme.ts'

const typesetter = createTypesetter()
type RouteKey = keyof typeof termsRoutes

async function ask(
  desk: ContractDesk,
  route: RouteKey,
  changes: Partial<HttpRequest> = {},
  access: Access = 'case-office',
) {
  const cookies = await desk.session(access)
  const asked = request({ path: { reference }, cookies, ...changes })
  return termsRoutes[route](asked, { ...desk.dependencies, typesetter: () => typesetter })
}

const show = (desk: ContractDesk, changes: Partial<HttpRequest> = {}) =>
  ask(desk, 'GET /board/cases/{reference}/terms', changes)
const post = (
  desk: ContractDesk,
  action: '' | '/preview' | '/release',
  body: unknown,
  changes: Partial<HttpRequest> = {},
) => ask(desk, `POST /board/cases/{reference}/terms${action}`, { body, ...changes })

async function approved(conditions: readonly string[] = []): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await desk.approveAll(conditions)
  return desk
}

const kept = async (desk: ContractDesk, type: string) =>
  (await desk.entries()).filter((entry) => entry.type === type)

describe('the terms of an approved proposal', () => {
  it('are filled in from the proposal, the programme and the reviewers’ conditions', async () => {
    const desk = await approved(['ضمانت‌نامهٔ بانکی'])
    const facts = factsIn(await show(desk, asJson))
    expect(facts).toMatchObject({
      status: 'settling-terms',
      because: 'approved',
      version: 1,
      form: { iban: kerman.contract.iban, conditions: 'ضمانت‌نامهٔ بانکی' },
    })
    const page = answered(await show(desk)).body
    expect(page).toContain(`value="${kerman.contract.iban}"`)
    expect(page).toContain('ضمانت‌نامهٔ بانکی</textarea>')
    expect(page).toContain(kerman.stages[0]?.name.fa)
  })

  it('have one guarantee at hand beyond those that are filled in, and the others folded', async () => {
    const desk = await approved()
    const folded = async () => answered(await show(desk)).body.match(/<details class="part">/g)?.length
    expect(await folded()).toBe(3)
    const first = { guaranteeKind: ['cheque'], guaranteeAmount: ['1000'], guaranteeIssuer: ['ملی'] }
    expect(
      await post(desk, '', { ...first, guaranteeExpiry: ['1406/01/20'], guaranteeExtension: ['yes'] }),
    ).toMatchObject({ status: 303 })
    expect(await folded()).toBe(2)
    expect(answered(await show(desk)).body).toContain('جمعه ۲۰ فروردین ۱۴۰۶ (۹ آوریل ۲۰۲۷)')
  })

  it('are saved as an entry whose hashed part names nobody of the startup', async () => {
    const desk = await approved()
    expect(await post(desk, '', { municipalShare: '۱۵', shareFloor: '۱٬۰۰۰٬۰۰۰' })).toMatchObject({
      status: 303,
      headers: { location: `/board/cases/${reference}/terms?done=amend-terms` },
    })
    const [saved] = await kept(desk, 'TermsAmended')
    expect(saved?.data).toMatchObject({
      version: 1,
      terms: { municipalSharePercent: 15, shareFloor: 1_000_000 },
    })
    const { form } = factsIn(await show(desk, asJson)) as { form: Record<string, string> }
    expect(JSON.stringify(saved?.data)).not.toContain(form['representative'])
    expect(saved?.personal?.value).toMatchObject({ representative: form['representative'] })
    expect(form).toMatchObject({ municipalShare: '15', shareFloor: '1,000,000' })
    expect(verify(await desk.entries())).toEqual([])
  })

  it('are saved once however often the same is sent', async () => {
    const desk = await approved()
    for (const _ of [1, 2]) await post(desk, '', { municipalShare: '15' })
    expect(await kept(desk, 'TermsAmended')).toHaveLength(1)
  })

  it('are released as they are filled in where nothing is changed, and the contract is drawn up from them', async () => {
    const desk = await approved()
    await desk.must(recordOf())
    expect(factsIn(await post(desk, '/release', {}, asJson))).toMatchObject({ status: 'drawing-up' })
    expect((await desk.entries()).slice(-2).map(({ type }) => type)).toEqual([
      'TermsAmended',
      'TermsReleased',
    ])
    expect(await post(desk, '/release', {}, asJson)).toMatchObject({ status: 409, code: 'not-now' })
  })

  it('come back with every fault beside its field, and with what was typed', async () => {
    const desk = await approved()
    const body = { iban: 'IR00', durationMonths: 'سه', subject: 'کوتاه<b>' }
    expect(await post(desk, '/release', body, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'subject' }, { field: 'durationMonths' }, { field: 'iban' }],
    })
    const page = answered(await post(desk, '', body))
    expect(page.status).toBe(422)
    expect(page.body).toContain('value="IR00"')
    expect(page.body).toContain('کوتاه&lt;b&gt;')
    expect(page.body).toContain('href="#field-iban"')
    expect(await kept(desk, 'TermsAmended')).toEqual([])
  })

  it('are not overwritten by a form that others have saved over', async () => {
    const desk = await approved()
    const page = answered(await show(desk)).body
    expect(page).toContain('name="basis" value=""')
    await post(desk, '', { municipalShare: '15' })
    expect(await post(desk, '', { basis: '', municipalShare: '20' }, asJson)).toMatchObject({
      status: 409,
      code: 'stale-documents',
    })
    const again = answered(await post(desk, '', { basis: '', municipalShare: '20' }))
    expect(again.status).toBe(409)
    expect(again.body).toContain('notice warning')
    expect(await kept(desk, 'TermsAmended')).toHaveLength(1)
  })
})

describe('a preview', () => {
  it('is the contract with a mark on every page, and records nothing', async () => {
    const desk = await approved()
    const before = await desk.entries()
    const answer = answered(await post(desk, '/preview', { municipalShare: '20' }))
    expect(answer).toMatchObject({ status: 200, encoding: 'base64' })
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(Buffer.from(answer.body, 'base64').subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(await desk.entries()).toEqual(before)
    expect([...desk.files.stored.keys()]).toEqual([])
  })

  it('shows the form again when something is wrong with it', async () => {
    const desk = await approved()
    expect(answered(await post(desk, '/preview', { iban: '' })).status).toBe(422)
  })
})

describe('terms that came back', () => {
  it('start from the version before, and are released with what changed', async () => {
    const desk = await ContractDesk.signing()
    await desk.sign('startup')
    await desk.must({
      type: 'reopen-terms',
      by: kerman.caseOffice.members[0]?.email ?? '',
      reason: 'سهم باید تغییر کند',
    })
    const page = answered(await show(desk)).body
    expect(page).toContain('سهم باید تغییر کند')
    expect(await post(desk, '/release', { municipalShare: '20' }, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'note' }],
    })
    await post(desk, '/release', { municipalShare: '20', note: 'سهم بیست درصد شد' })
    expect(await kept(desk, 'TermsReleased')).toMatchObject([
      { data: { version: 1 } },
      { data: { version: 2, note: 'سهم بیست درصد شد' } },
    ])
  })
})

describe('a note on the terms', () => {
  it.each([
    ['is never cut', `a${'😀'.repeat(2000)}`, 200, undefined],
    ['is as long as a reader counts it', '😀'.repeat(4000), 200, undefined],
    ['is refused where it is longer', 'a'.repeat(4001), 422, 'invalid'],
    ['is refused where it is no text', { text: 'a' }, 422, 'invalid'],
    ['is refused where a part was lost', 'a\ufffd', 422, 'lost'],
  ])('%s', async (_, note, status, code) => {
    const desk = await approved()
    await desk.must(recordOf())
    const answer = await post(desk, '/release', { note }, asJson)
    expect(answer).toMatchObject({
      status,
      ...(code === undefined ? {} : { errors: [{ field: 'note', code }] }),
    })
    const [released] = await kept(desk, 'TermsReleased')
    expect(released?.data).toEqual(code === undefined ? expect.objectContaining({ note }) : undefined)
  })
})

describe('the way to the terms', () => {
  it('is closed where nothing can be settled: a browser is led to the case', async () => {
    const desk = await ContractDesk.signing()
    expect(await show(desk)).toMatchObject({
      status: 303,
      headers: { location: `/board/cases/${reference}` },
    })
    expect(await show(desk, asJson)).toMatchObject({ status: 409, code: 'not-now' })
    expect(await show(desk, { path: { reference: 'TSV-1405-XXXXX' } })).toMatchObject({ status: 404 })
  })

  it.each(Object.keys(termsRoutes) as RouteKey[])('needs a session of the case office: %s', async (route) => {
    const desk = await approved()
    expect(await ask(desk, route, { cookies: {} })).toMatchObject({
      status: 303,
      headers: { location: '/board/sign-in' },
    })
    expect(await ask(desk, route, { cookies: {}, ...asJson })).toMatchObject({ status: 401 })
    for (const access of ['finance', 'auditor'] as const)
      expect(await ask(desk, route, {}, access)).toMatchObject({ status: 403 })
    expect(await kept(desk, 'TermsAmended')).toEqual([])
  })

  it('survives any body', async () => {
    const desk = await approved()
    for (const body of [
      null,
      [],
      'x',
      3,
      { iban: {}, conditions: 5, guarantees: [null], annualRevenue: 7 },
    ]) {
      const answer = await post(desk, '', body, asJson)
      expect([200, 422]).toContain('status' in answer ? answer.status : 0)
    }
  })
})

describe('letters that no contract can print', () => {
  it('are shown at their fields when the terms are opened, and keep them from being released', async () => {
    const desk = await approved(['تأیید 🎉 وزارت', 'CO₂ کمتر شود'])
    const facts = factsIn(await show(desk, asJson))
    expect(facts['unprintable']).toMatchObject([{ field: 'conditions', code: 'unprintable' }])
    const page = answered(await show(desk)).body
    expect(page).toContain('شرط‌های خاص (پیوست ۳)»، مورد ۱،')
    expect(page).toContain('🎉')
    await desk.must(recordOf())
    for (const action of ['', '/preview', '/release'] as const) {
      expect(await post(desk, action, {}, asJson)).toMatchObject({
        status: 422,
        errors: [{ field: 'conditions', code: 'unprintable' }],
      })
    }
    const corrected = { conditions: 'تأیید وزارت\nCO₂ کمتر شود' }
    expect(await post(desk, '/preview', corrected)).toMatchObject({ status: 200 })
    expect(await post(desk, '/release', corrected)).toMatchObject({ status: 303 })
    expect(await kept(desk, 'TermsReleased')).toHaveLength(1)
  })

  it.each([
    ['title', { title: 'طرح 李 شهر' }],
    ['titleEn', { titleEn: 'A 城 plan' }],
    ['startupName', { startupName: '李明 و شرکا' }],
    ['representative', { representative: '李明' }],
    ['subject', { subject: 'شرحی بلند از موضوع 🎉' }],
    ['municipalAsk', { municipalAsk: 'زمین 🎉' }],
    ['guarantees', { guaranteeKind: ['cheque'], guaranteeAmount: ['1000'], guaranteeIssuer: ['銀行'] }],
  ])('are refused in %s', async (field, form) => {
    const desk = await approved()
    expect(await post(desk, '', form, asJson)).toMatchObject({
      status: 422,
      errors: [{ field, code: 'unprintable' }],
    })
    const page = answered(await post(desk, '/release', form)).body
    expect(page).toContain('در قرارداد چاپ نمی‌شود')
    expect(await kept(desk, 'TermsAmended')).toHaveLength(0)
  })
})
