import { describe, expect, it } from 'vitest'
import { askCode } from '#functions/sign/ask-code.ts'
import { refuseContract } from '#functions/sign/refuse-contract.ts'
import { openContract, showContract } from '#functions/sign/show-contract.ts'
import { signContract } from '#functions/sign/sign-contract.ts'
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
import { silenceOf } from '#workflows/proposal/deadlines.ts'

async function show(desk: ContractDesk, token: string, parts: Parameters<typeof request>[0] = {}) {
  return answered(await showContract(request({ path: { token }, ...parts }), desk.dependencies))
}

describe('the page of a signatory who was silent', () => {
  it('says in friendly words that the alternate signs, and takes neither code nor signature nor refusal', async () => {
    const desk = await ContractDesk.signing()
    await desk.sign('startup')
    const token = await desk.signToken('organization-head')
    await askCode(request({ path: { token }, ...asJson }), desk.dependencies)
    const place = { reference, place: 'organization-head' }
    const code = desk.codes.current(place)
    const state = await desk.state()
    if (!('deadline' in state)) throw new Error('Signatures are due')
    // The code is still good for a while; the place is not theirs any more.
    desk.now = new Date(new Date(state.deadline.at).getTime() - 60_000)
    await askCode(request({ path: { token }, ...asJson }), desk.dependencies)
    desk.now = new Date(silenceOf(state.deadline))
    await desk.must({ type: 'expire' })
    expect(await desk.signatory('organization-head')).toBe('n.hatami@kerman.example')
    const page = await show(desk, token)
    expect(page).toMatchObject({ status: 410 })
    expect(page.body).toContain('به جانشین این جایگاه رسید')
    expect((await show(desk, token, inEnglish)).body).toContain('has passed to the alternate')
    expect((await show(desk, token, inEnglish)).body).toMatch(/Now with[^]*Nasrin Hatami/)
    expect(page.body).toContain('نسرین حاتمی')
    const body = {
      name: 'داریوش امیری',
      code: desk.codes.current(place) ?? code,
      consent: 'on',
      documentDigest: await desk.documentDigest(),
    }
    for (const route of [signContract, askCode, refuseContract]) {
      const answer = await route(
        request({ path: { token }, body: { ...body, reason: 'دیر شد' }, ...asJson }),
        desk.dependencies,
      )
      expect(factsIn(answer)).toMatchObject({ status: 410, because: 'passed-on', heldBy: 'نسرین حاتمی' })
    }
    // Nor does the code sign for whoever has the place now: it was mailed to another.
    const deputy = await desk.signToken('organization-head')
    const tried = await signContract(request({ path: { token: deputy }, body, ...asJson }), desk.dependencies)
    expect(tried).toMatchObject({ status: 422, errors: [{ field: 'code' }] })
    expect((await desk.entries()).filter(({ type }) => type === 'ContractSigned')).toHaveLength(1)
  })

  it('says that the case office gave the place away where it did', async () => {
    const desk = await ContractDesk.signing()
    await desk.sign('startup')
    const token = await desk.signToken('mayor')
    const to = { name: { fa: 'ن', en: 'N' }, role: { fa: 'ن', en: 'N' }, email: 'new@kerman.example' }
    const target = { signatory: 'mayor' }
    await desk.must({ type: 'reassign', by: 'z.rahimi@kerman.example', target, to, reason: 'مرخصی' })
    expect(factsIn(await show(desk, token, asJson))).toMatchObject({ because: 'replaced' })
  })
})

describe('the page of a signatory whose turn it is', () => {
  it('shows the contract, its digest, its terms, who signs in which order, and the two steps', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    const { status, body } = await show(desk, token)
    expect(status).toBe(200)
    expect(body).toContain('<html lang="fa" dir="rtl">')
    expect(body).toContain(`${reference}-C1`)
    expect(body).toContain(digestOf('contract 1'))
    expect(body).toContain('۱۲٫۵ درصد')
    expect(body).toContain('IR820540102680020817909002')
    expect(body).toContain('داریوش امیری')
    expect(body).toContain(`action="/sign/${token}/code"`)
    expect(body).toContain('name="code"')
    expect(body).toContain(`action="/sign/${token}/refusal"`)
    expect(body).toContain(`href="/sign/${token}/files/contract.pdf"`)
    expect(body).toContain(`<iframe src="/sign/${token}/files/contract.pdf#`)
    expect(body).toContain('class="paper" role="region"')
  })

  it("shows the city's signatories what was found and on which conditions, and the startup's none of it", async () => {
    const desk = await ContractDesk.inReview()
    await desk.approveSeat(['ضمانت‌نامهٔ بانکی'])
    await desk.approveAll()
    await desk.drawUp('کف سهم افزوده شد')
    const mayor = await desk.signToken('mayor')
    const page = (await show(desk, mayor)).body
    for (const shown of ['تا اینجا', 'ضمانت‌نامهٔ بانکی', 'دلیل board-chair', 'کف سهم افزوده شد']) {
      expect(page).toContain(shown)
    }
    expect(factsIn(await show(desk, mayor, asJson))).toMatchObject({
      caseFile: { conditions: [{ text: 'ضمانت‌نامهٔ بانکی' }], papers: [{ what: 'TermsReleased' }, {}] },
    })
    const startup = await desk.signToken('startup')
    expect((await show(desk, startup)).body).not.toContain('دلیل board-chair')
    const facts = await show(desk, startup, asJson)
    expect(facts.body).not.toContain('board-chair')
    expect(factsIn(facts)['caseFile']).toBeNull()
  })

  it('asks for consent with a box that is not ticked', async () => {
    const desk = await ContractDesk.signing()
    const { body } = await show(desk, await desk.signToken('startup'))
    expect(/<input type="checkbox"[^>]*name="consent"[^>]*>/.exec(body)?.[0]).not.toContain('checked')
  })

  it('is English for an applicant who wrote in English, and Persian for the city', async () => {
    const desk = await ContractDesk.signing({ language: 'en' })
    const startup = await show(desk, await desk.signToken('startup'))
    expect(startup.body).toContain('<html lang="en" dir="ltr">')
    expect(startup.body).toContain('It is your turn to sign')
    const mayor = await show(desk, await desk.signToken('mayor'))
    expect(mayor.body).toContain('<html lang="fa" dir="rtl">')
  })

  it('says so when a code was sent, with the address masked', async () => {
    const desk = await ContractDesk.signing()
    const { body } = await show(desk, await desk.signToken('startup'), { query: { sent: '1' } })
    expect(body).toContain('کد فرستاده شد')
    expect(body).toContain('n•••@salamatyar.example')
    expect(body).not.toContain('narges@salamatyar.example')
  })

  it('gives the same facts as JSON', async () => {
    const desk = await ContractDesk.signing()
    const answer = await show(desk, await desk.signToken('startup'), asJson)
    expect(factsIn(answer)).toMatchObject({
      reference,
      signatory: 'startup',
      standing: 'turn',
      contract: { number: `${reference}-C1`, version: 1, documentDigest: digestOf('contract 1') },
      terms: { municipalSharePercent: 12.5 },
      signatories: [{ id: 'startup', signedAt: null }, { id: 'organization-head' }, { id: 'mayor' }],
      allSigned: false,
    })
  })

  it('escapes what the applicant wrote', async () => {
    const desk = await ContractDesk.signing({ title: '<script>alert("t")</script>' })
    const { body } = await show(desk, await desk.signToken('startup'))
    expect(body).not.toContain('<script>')
    expect(body).toContain('&lt;script&gt;')
  })
})

describe('the page of somebody who is not to sign now', () => {
  it('offers no form before the turn comes', async () => {
    const desk = await ContractDesk.signing()
    const { status, body } = await show(desk, await desk.signToken('mayor'))
    expect(status).toBe(200)
    expect(body).toContain('هنوز نوبت شما نرسیده است')
    expect(body).not.toContain('<form')
  })

  it('shows the receipt in both calendars after the signature', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    await desk.sign('startup')
    const entry = (await desk.entries()).at(-1)
    const { status, body } = await show(desk, token)
    expect(status).toBe(200)
    expect(body).toContain('امضای شما ثبت شد')
    expect(body).toContain(entry?.digest)
    expect(body).toContain('۱ آذر ۱۴۰۵')
    expect(body).toContain('۲۲ نوامبر ۲۰۲۶')
    expect(body).not.toContain('<form')
    const english = await show(desk, token, inEnglish)
    expect(english.body).toContain('Your signature is recorded')
    const json = factsIn(await show(desk, token, asJson))
    expect(json).toMatchObject({
      standing: 'signed',
      receipt: { sequence: entry?.sequence, digest: entry?.digest },
    })
  })

  it.each([
    ['replaced', 'این پیوند دیگر برای امضا نیست'],
    ['refused', 'امضای این قرارداد متوقف شد'],
    ['returned', 'قرارداد برای اصلاح برگشته است'],
    ['superseded', 'این نسخه از قرارداد کنار گذاشته شد'],
    ['completed', 'قرارداد نهایی شده است'],
    ['closed', 'پرونده بسته شده است'],
  ] as const)('answers 410 when it is %s, in both languages and as JSON', async (because, words) => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('organization-head')
    await happened[because](desk)
    const answer = await show(desk, token)
    expect(answer.status).toBe(410)
    expect(answer.body).toContain(words)
    expect((await show(desk, token, inEnglish)).body).toContain('<html lang="en" dir="ltr">')
    const json = await show(desk, token, asJson)
    expect(json.status).toBe(410)
    expect(json.headers['content-type']).toContain('application/problem+json')
    expect(JSON.parse(json.body)).toMatchObject({ code: 'gone', because, reference })
  })

  it('keeps the own receipt on the page after the case is closed', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    await desk.sign('startup')
    const digest = (await desk.entries()).at(-1)?.digest
    await happened.closed(desk)
    expect((await show(desk, token)).body).toContain(digest)
    expect(JSON.parse((await show(desk, token, asJson)).body)).toMatchObject({ receipt: { digest } })
  })

  it('keeps the receipt of an earlier version for who gave it, and for nobody who came after', async () => {
    const desk = await ContractDesk.signing()
    const first = await desk.signToken('organization-head')
    await desk.sign('startup')
    await desk.sign('organization-head')
    const digest = (await desk.entries()).at(-1)?.digest
    await happened.superseded(desk)
    await desk.drawUp()
    await happened.replaced(desk)
    const second = await desk.signToken('organization-head')
    await happened.closed(desk)
    expect(JSON.parse((await show(desk, first, asJson)).body)).toMatchObject({ receipt: { digest } })
    expect(JSON.parse((await show(desk, second, asJson)).body)).toMatchObject({ receipt: null })
  })
})

describe('a link that opens no signature', () => {
  it.each(['', 'unknown', '../board', 'A'.repeat(43)])('is not found: %j', async (token) => {
    const desk = await ContractDesk.signing()
    expect(await showContract(request({ path: { token } }), desk.dependencies)).toMatchObject({ status: 404 })
  })

  it('is not found when it is a link to something else', async () => {
    const desk = await ContractDesk.signing()
    const path = { token: await desk.financeToken() }
    expect(await showContract(request({ path }), desk.dependencies)).toMatchObject({ status: 404 })
  })
})

describe('the PDF', () => {
  it('is opened inline in its current version, and nothing else is', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    const open = (file: string) => openContract(request({ path: { token, file } }), desk.dependencies)
    const answer = answered(await open('contract.pdf'))
    expect(answer).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    expect(answer.headers['location']).toContain(`cases/${reference}/contract-1.pdf`)
    expect(answer.headers['location']).toContain('disposition=inline')
    expect(await open('terms-1.json')).toMatchObject({ status: 404 })
    expect(await open('../contract-1.pdf')).toMatchObject({ status: 404 })
  })

  it('is kept, signed and sealed, by whoever signed it: from the seal on and after the end', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    const open = () =>
      openContract(request({ path: { token, file: 'signed-contract.pdf' } }), desk.dependencies)
    expect(await open()).toMatchObject({ status: 404 })
    await desk.sign('startup')
    expect(await open()).toMatchObject({ status: 404 })
    expect((await show(desk, token)).body).not.toContain('signed-contract.pdf')
    for (const id of ['organization-head', 'mayor']) await desk.sign(id)
    const [sealDigest, openContractingDigest] = [digestOf('seal 1'), digestOf('release 1')]
    await desk.must({ type: 'seal', version: 1, sealDigest, openContractingDigest }, { type: 'deliver' })
    const kept = `href="/sign/${token}/files/signed-contract.pdf"`
    expect((await show(desk, token)).body).toContain(kept)
    expect(answered(await open()).headers['location']).toContain('signed-contract-1.pdf')
    await desk.must({ type: 'acknowledge', note: '' })
    const page = await show(desk, token)
    expect(page.status).toBe(410)
    expect(page.body).toContain(kept)
    expect(answered(await open()).headers['location']).toContain('signed-contract-1.pdf')
  })

  it('is not given to whoever signed a version that was returned', async () => {
    const desk = await ContractDesk.signing()
    const token = await desk.signToken('startup')
    await desk.signAll()
    await desk.must({ type: 'return', reason: 'شبا نادرست است' })
    const path = { token, file: 'signed-contract.pdf' }
    expect(await openContract(request({ path }), desk.dependencies)).toMatchObject({ status: 410 })
  })

  it('is gone with the link', async () => {
    const desk = await ContractDesk.signing()
    const path = { token: await desk.signToken('organization-head'), file: 'contract.pdf' }
    await happened.replaced(desk)
    expect(await openContract(request({ path }), desk.dependencies)).toMatchObject({ status: 410 })
  })
})

it('records nothing when pages are opened', async () => {
  const desk = await ContractDesk.signing()
  const token = await desk.signToken('startup')
  const before = JSON.stringify([await desk.entries(), await desk.state(), desk.links.issued.length])
  for (const parts of [{}, asJson, { query: { sent: '1' } }, inEnglish]) await show(desk, token, parts)
  expect(JSON.stringify([await desk.entries(), await desk.state(), desk.links.issued.length])).toBe(before)
  expect(desk.mailer.sent).toHaveLength(0)
})

const office = 'z.rahimi@kerman.example'

const happened = {
  replaced: (desk: ContractDesk) =>
    desk.must({
      type: 'reassign',
      by: office,
      target: { signatory: 'organization-head' },
      to: {
        name: { fa: 'دیگری', en: 'Other' },
        role: { fa: 'مدیر', en: 'Manager' },
        email: 'other@kerman.example',
      },
      reason: 'رفته است',
    }),
  refused: async (desk: ContractDesk) =>
    desk.must({ type: 'refuse-to-sign', id: 'mayor', email: await desk.signatory('mayor'), reason: 'مبلغ' }),
  returned: async (desk: ContractDesk) => {
    await desk.signAll()
    await desk.must({ type: 'return', reason: 'شبا نادرست است' })
  },
  superseded: async (desk: ContractDesk) => {
    await happened.refused(desk)
    await desk.must({ type: 'release-terms', by: office, terms: deskTerms(), note: 'اصلاح شد' })
  },
  completed: async (desk: ContractDesk) => {
    await desk.signAll()
    await desk.must({ type: 'acknowledge', note: '' })
  },
  closed: (desk: ContractDesk) => desk.must({ type: 'close', by: office, reason: 'پایان کار' }),
}
