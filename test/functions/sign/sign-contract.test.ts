import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { askCode } from '#functions/sign/ask-code.ts'
import { refuseContract } from '#functions/sign/refuse-contract.ts'
import { showContract } from '#functions/sign/show-contract.ts'
import { signContract } from '#functions/sign/sign-contract.ts'
import { reference, request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, ContractDesk, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { digestOf } from '#workflows/ledger/digest.ts'

type Parts = Parameters<typeof request>[0]

const place = { reference, place: 'startup' }
const minute = 60_000

async function atTurn() {
  const desk = await ContractDesk.signing()
  const token = await desk.signToken('startup')
  const ask = (parts: Parts = {}) => askCode(request({ path: { token }, ...parts }), desk.dependencies)
  const post = (body: unknown, parts: Parts = {}) =>
    signContract(request({ path: { token }, body, ...parts }), desk.dependencies)
  const form = (changes: Record<string, unknown> = {}) => ({
    name: 'نرگس باقری‌پور',
    code: desk.codes.current(place) ?? '',
    consent: 'true',
    documentDigest: digestOf('contract 1'),
    ...changes,
  })
  return { desk, token, ask, post, form }
}

const wrongCode = '999999'
const signatures = async (desk: ContractDesk) =>
  (await desk.entries()).filter(({ type }) => type === 'ContractSigned')

const refuse = (desk: ContractDesk, token: string, body: unknown, parts: Parts = {}) =>
  refuseContract(request({ path: { token }, body, ...parts }), desk.dependencies)

describe('a name other than the one on record', () => {
  it('is asked about once, both shown, then told to the office and kept in the entry', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const first = answered(await post(form({ name: 'نرگس باقری' }), inEnglish))
    expect(first.status).toBe(422)
    expect(first.body).toContain('نرگس باقری‌پور')
    expect(first.body).toContain('name="askedName" value="نرگس باقری"')
    expect(await signatures(desk)).toHaveLength(0)

    const other = answered(await post(form({ name: 'کسی دیگر', askedName: 'نرگس باقری' }), inEnglish))
    expect(other.status).toBe(422)
    expect(answered(await post(form({ name: 'نرگس باقری', askedName: 'نرگس باقری' }))).status).toBe(303)
    const [signed] = await signatures(desk)
    expect(signed).toMatchObject({
      data: { otherName: true },
      personal: { value: { typedName: 'نرگس باقری', expectedName: 'نرگس باقری‌پور' } },
    })
    expect(signed?.effects).toContain('mail-office:name-differs')
  })

  it('says which field is wrong of whatever a program sends in it', async () => {
    const { form, post } = await atTurn()
    for (const field of ['name', 'code', 'consent', 'documentDigest', 'askedName']) {
      const answer = await post({ ...form(), [field]: { not: 'a value' } }, asJson)
      expect(answer, field).toMatchObject({
        status: 422,
        errors: expect.arrayContaining([expect.objectContaining({ field })]),
      })
    }
  })

  it('is asked about once of a program, which sends the same again', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    expect(await post(form({ name: 'Narges' }), asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'name', code: 'name-differs' }],
    })
    expect(await post(form({ name: 'Narges B' }), asJson)).toMatchObject({ status: 422 })
    expect(await post(form({ name: 'Narges' }), asJson)).toMatchObject({ status: 200 })
    expect(await signatures(desk)).toHaveLength(1)
  })

  it.each(['\u200f\u200f\u200f', '\u3164\u3164\u3164', '\u00ad\u00ad\u00ad', 'ـــ', '...'])(
    'is none if nothing of it can be seen: %j',
    async (name) => {
      const { desk, ask, post, form } = await atTurn()
      await ask()
      expect(await post(form({ name }), asJson)).toMatchObject({ status: 422, errors: [{ field: 'name' }] })
      expect(await signatures(desk)).toHaveLength(0)
    },
  )
})

describe('a name that no contract can print', () => {
  it.each(['李明', 'علی 🎉', 'नरेश', 'José\ufffd'])(
    'is refused before a code is used up: %j',
    async (name) => {
      const { desk, ask, post, form } = await atTurn()
      await ask()
      const code = name.includes('\ufffd') ? 'lost' : 'unprintable'
      expect(await post(form({ name }), asJson)).toMatchObject({
        status: 422,
        errors: [{ field: 'name', code }],
      })
      expect(answered(await post(form({ name }))).status).toBe(422)
      expect(await signatures(desk)).toHaveLength(0)
      expect(await post(form({ name: 'نرگس باقری‌پور' }), asJson)).toMatchObject({ status: 200 })
    },
  )
})

describe('asking for the code', () => {
  it('mails it at once in both languages and leads back to the page', async () => {
    const { desk, token, ask } = await atTurn()
    expect(await ask()).toMatchObject({
      status: 303,
      headers: { location: `/sign/${token}?sent=1#signature` },
    })
    const [mail] = desk.mailer.sent
    const code = desk.codes.current(place) ?? '-'
    expect(code).toMatch(/^\d{6}$/)
    expect(mail?.to).toBe('narges@salamatyar.example')
    expect(mail?.subject).toMatch(/^(\u200F|[\u0600-\u06FF])/u)
    expect(mail?.subject).toContain(`\u2068${reference}\u2069`)
    expect(mail?.subject).not.toContain(code)
    expect(mail?.text).toContain(code)
    expect(mail?.text).toContain('ده دقیقه')
    expect(mail?.text).toContain('ten minutes')
    expect(mail?.html).toMatch(new RegExp(`<span dir="ltr"[^>]*>${code}</span>`))
  })

  it('answers programs 202 with the address masked', async () => {
    const { ask } = await atTurn()
    const answer = answered(await ask(asJson))
    expect(answer.status).toBe(202)
    expect(JSON.parse(answer.body)).toEqual({ sentTo: 'n•••@salamatyar.example' })
  })

  it('keeps the chosen language over the redirect', async () => {
    const { ask, token } = await atTurn()
    expect(await ask(inEnglish)).toMatchObject({
      headers: { location: `/sign/${token}?sent=1&lang=en#signature` },
    })
  })

  it('sends five codes an hour and no sixth, on the page and as JSON', async () => {
    const { desk, ask } = await atTurn()
    for (let count = 0; count < 5; count += 1) await ask()
    const page = answered(await ask())
    expect(page).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } })
    expect(page.body).toContain('درخواست بیش از اندازه')
    expect(await ask(asJson)).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    })
    expect(desk.mailer.sent).toHaveLength(5)
  })

  it('sends none before the turn, after the signature, or when the place is lost', async () => {
    const { desk, ask } = await atTurn()
    const mayor = { path: { token: await desk.signToken('mayor') } }
    expect(await ask({ ...mayor, ...asJson })).toMatchObject({ status: 409, code: 'not-your-turn' })
    expect(await ask(mayor)).toMatchObject({ status: 409 })
    await desk.sign('startup')
    expect(await ask(asJson)).toMatchObject({ code: 'already-signed' })
    await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'پایان' })
    expect(await ask()).toMatchObject({ status: 410 })
    expect(await ask({ path: { token: 'unknown' } })).toMatchObject({ status: 404 })
    expect(desk.mailer.sent).toHaveLength(0)
  })
})

describe('signing', () => {
  it('records name, address and agent as evidence, and answers with the receipt', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const answer = await post(form(), asJson)
    const [entry] = await signatures(desk)
    expect(factsIn(answer)).toEqual({
      reference,
      signatory: 'startup',
      receipt: { sequence: entry?.sequence, digest: entry?.digest, at: entry?.at },
      allSigned: false,
    })
    expect(entry?.personal?.value).toEqual({
      typedName: 'نرگس باقری‌پور',
      ip: '192.0.2.1',
      userAgent: 'test',
    })
  })

  it('leads the browser back to the page with the receipt', async () => {
    const { token, ask, post, form } = await atTurn()
    await ask()
    expect(await post(form())).toMatchObject({ status: 303, headers: { location: `/sign/${token}` } })
  })

  it('takes the code in Persian digits', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const code = form().code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)))
    expect(code).not.toMatch(/\d/)
    expect(await post(form({ code: ` ${code} ` }), asJson)).toMatchObject({ status: 200 })
    expect(await signatures(desk)).toHaveLength(1)
  })

  it('says when everyone has signed', async () => {
    const { desk } = await atTurn()
    await desk.sign('startup')
    await desk.sign('organization-head')
    const token = await desk.signToken('mayor')
    const parts = { path: { token }, ...asJson }
    await askCode(request(parts), desk.dependencies)
    const body = {
      name: 'مهدی کرمانی‌پور',
      code: desk.codes.current({ reference, place: 'mayor' }),
      consent: true,
      documentDigest: await desk.documentDigest(),
    }
    const answer = await signContract(request({ ...parts, body }), desk.dependencies)
    expect(factsIn(answer)).toMatchObject({ signatory: 'mayor', allSigned: true })
  })

  it('gives the repeat the same receipt, without a code', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const first = factsIn(await post(form(), asJson))
    expect(factsIn(await post({}, asJson))).toEqual(first)
    expect(await signatures(desk)).toHaveLength(1)
  })

  it('makes one entry of a hundred parallel requests, each with the same receipt', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(form(), asJson)))
    const bodies = new Set(answers.map((answer) => JSON.stringify(factsIn(answer))))
    expect(bodies.size).toBe(1)
    expect(await signatures(desk)).toHaveLength(1)
  })
})

it('gives the one receipt to a click that comes while the first is still being written', async () => {
  const { desk, token, ask, form } = await atTurn()
  await ask()
  const append: typeof desk.cases.append = async (entries) => {
    await sleep(60)
    return await desk.cases.append(entries)
  }
  const commit = { ...desk.commit, cases: { ...desk.cases, append } }
  const body = form()
  // More than the five tries that a code has.
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      signContract(request({ path: { token }, body, ...asJson }), { ...desk.dependencies, commit }),
    ),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(factsIn(answer)))).size).toBe(1)
  expect(await signatures(desk)).toHaveLength(1)
})

describe('a form with faults', () => {
  it('names every field, as JSON and beside the field', async () => {
    const { desk, ask, post } = await atTurn()
    await ask()
    const json = await post({}, asJson)
    expect(json).toMatchObject({ status: 422 })
    expect(json).toHaveProperty(
      'errors',
      ['name', 'code', 'consent', 'documentDigest'].map((field) => expect.objectContaining({ field })),
    )
    const page = answered(await post({ name: '<b>x', code: '12' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain('کد شش‌رقمی را وارد کنید.')
    expect(page.body).toContain('&lt;b&gt;x')
    expect(page.body).not.toContain('<b>x')
    const english = answered(await post({}, inEnglish))
    expect(english.body).toContain('To sign you have to tick that you agree.')
    expect(await signatures(desk)).toHaveLength(0)
  })

  it.each([null, [], 'text', 7, { name: ['a', 'b'], code: {} }])('survives any body: %j', async (body) => {
    const { post } = await atTurn()
    expect(await post(body, asJson)).toMatchObject({ status: 422 })
  })

  it('does not count a form with faults as a try of the code', async () => {
    const { ask, post, form } = await atTurn()
    await ask()
    for (let count = 0; count < 6; count += 1) await post(form({ consent: '' }), asJson)
    expect(await post(form(), asJson)).toMatchObject({ status: 200 })
  })

  it('refuses a digest of another text with 409 and shows the present one', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const stale = form({ documentDigest: digestOf('contract 0') })
    expect(await post(stale, asJson)).toMatchObject({ status: 409, code: 'stale-documents' })
    const page = answered(await post(stale))
    expect(page.status).toBe(409)
    expect(page.body).toContain('متن قرارداد تغییر کرده است')
    expect(page.body).toContain(`name="documentDigest" value="${digestOf('contract 1')}"`)
    expect(await signatures(desk)).toHaveLength(0)
  })

  it('refuses who is not next', async () => {
    const { desk, post, form } = await atTurn()
    const path = { token: await desk.signToken('mayor') }
    const body = form({ code: '000001' })
    expect(await post(body, { path, ...asJson })).toMatchObject({ status: 409, code: 'not-your-turn' })
    expect(await post(body, { path })).toMatchObject({ status: 409 })
  })
})

describe('the code', () => {
  it('is refused when wrong, without saying how many tries are left', async () => {
    const { ask, post, form } = await atTurn()
    await ask()
    const json = await post(form({ code: wrongCode }), asJson)
    expect(json).toMatchObject({ status: 422, errors: [{ field: 'code', code: 'code-wrong' }] })
    const page = answered(await post(form({ code: wrongCode })))
    expect(page).toMatchObject({ status: 422 })
    expect(page.body).toContain('این کد درست نیست.')
    expect(page.body).toContain('value="نرگس باقری‌پور"')
  })

  it('is locked at the sixth try, even when that one is right, until a new one is asked for', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    for (let count = 0; count < 5; count += 1) await post(form({ code: wrongCode }), asJson)
    const headers = { 'retry-after': '600' }
    expect(await post(form(), asJson)).toMatchObject({ status: 429, code: 'code-locked', headers })
    const page = answered(await post(form()))
    expect(page).toMatchObject({ status: 429, headers })
    expect(page.body).toContain('کد تازه‌ای بخواهید')
    expect(await signatures(desk)).toHaveLength(0)
    await ask()
    expect(await post(form(), asJson)).toMatchObject({ status: 200 })
  })

  it('ends after ten minutes', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const code = form().code
    desk.now = new Date(desk.now.getTime() + 10 * minute)
    expect(await post(form({ code }), asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'code', code: 'code-expired' }],
    })
  })

  it('works until just before', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    desk.now = new Date(desk.now.getTime() + 10 * minute - 1)
    expect(await post(form(), asJson)).toMatchObject({ status: 200 })
  })

  it('is void once used, for the next version of the contract too', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const used = form().code
    await post(form(), asJson)
    const email = await desk.signatory('mayor')
    await desk.must({ type: 'refuse-to-sign', id: 'mayor', email, reason: 'مبلغ نادرست است' })
    await desk.drawUp()
    const body = form({ code: used, documentDigest: digestOf('contract 2') })
    expect(await post(body, asJson)).toMatchObject({ status: 422, errors: [{ code: 'code-expired' }] })
    expect(await signatures(desk)).toHaveLength(1)
  })

  it.each([1, 4])('still works for a minute when %i newer ones were sent', async (asked) => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const old = form().code
    for (let count = 0; count < asked; count += 1) await ask()
    desk.now = new Date(desk.now.getTime() + minute - 1)
    expect(await post(form({ code: old }), asJson)).toMatchObject({ status: 200 })
    expect(await signatures(desk)).toHaveLength(1)
  })

  it('never works longer for it than it would have', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const old = form().code
    desk.now = new Date(desk.now.getTime() + 10 * minute - 1)
    await ask()
    desk.now = new Date(desk.now.getTime() + 1)
    expect(await post(form({ code: old }), asJson)).toMatchObject({ errors: [{ code: 'code-wrong' }] })
  })

  it('is void a minute after a newer one was sent', async () => {
    const { desk, ask, post, form } = await atTurn()
    await ask()
    const old = form().code
    await ask()
    desk.now = new Date(desk.now.getTime() + minute)
    expect(await post(form({ code: old }), asJson)).toMatchObject({ errors: [{ code: 'code-wrong' }] })
  })
})

/** Wrong codes over hours, five for each code, as far as they are looked at. */
async function guess(times: number, at: Awaited<ReturnType<typeof atTurn>>, parts: Parts = {}, version = 1) {
  let looked = 0
  for (let count = 0; count < times; count += 1) {
    if (count % 5 === 0) {
      at.desk.now = new Date(at.desk.now.getTime() + 20 * minute)
      await at.ask(parts)
    }
    const body = at.form({ code: wrongCode, documentDigest: digestOf(`contract ${version}`) })
    const answer = await at.post(body, { ...asJson, ...parts })
    if ('errors' in answer) looked += 1
  }
  return looked
}
const stops = async (desk: ContractDesk) =>
  (await desk.entries()).filter(({ type }) => type === 'SigningCodesStopped')

describe('guessing', () => {
  it('ends at twenty over all codes, with one entry, and even the right code is refused then', async () => {
    const at = await atTurn()
    expect(await guess(40, at)).toBeLessThanOrEqual(20)
    expect(await stops(at.desk)).toMatchObject([{ data: { id: 'startup', version: 1, guesses: 20 } }])
    const answer = await at.post(at.form(), asJson)
    expect(answer).toMatchObject({ status: 403, code: 'codes-stopped' })
    expect(answered(await at.post(at.form())).body).toContain('متوقف شده است')
    expect(await at.ask(asJson)).toMatchObject({ status: 403, code: 'codes-stopped' })
    expect(await signatures(at.desk)).toHaveLength(0)
  })

  it('goes on counting over a new link', async () => {
    const at = await atTurn()
    expect(await guess(15, at)).toBe(15)
    const path = { token: await at.desk.signToken('startup') }
    expect(await guess(20, at, { path })).toBeLessThanOrEqual(5)
    expect(await stops(at.desk)).toHaveLength(1)
  })

  it('leaves whoever mistypes nineteen codes the right one', async () => {
    const at = await atTurn()
    await guess(19, at)
    expect(await stops(at.desk)).toHaveLength(0)
    expect(await at.post(at.form(), asJson)).toMatchObject({ status: 200 })
  })

  it('begins anew where the office took the contract back', async () => {
    const at = await atTurn()
    await guess(25, at)
    await at.desk.must({ type: 'reopen-terms', by: 'z.rahimi@kerman.example', reason: 'پیوند به دیگری رسید' })
    const path = { token: await nextVersion(at.desk) }
    await at.ask({ path })
    const body = at.form({ documentDigest: digestOf('contract 2') })
    expect(await at.post(body, { ...asJson, path })).toMatchObject({ status: 200 })
  })

  it('goes on counting over the versions that a refusal brings', async () => {
    const at = await atTurn()
    expect(await guess(15, at)).toBe(15)
    await refuse(at.desk, at.token, { reason: 'سهم نادرست است' })
    const path = { token: await nextVersion(at.desk) }
    expect(await guess(20, at, { path }, 2)).toBeLessThanOrEqual(5)
    expect(await stops(at.desk)).toHaveLength(1)
  })

  it('stays at its end over the versions that a refusal brings', async () => {
    const at = await atTurn()
    await guess(25, at)
    await at.desk.must({
      type: 'refuse-to-sign',
      id: 'startup',
      email: await at.desk.signatory('startup'),
      reason: 'سهم نادرست است',
    })
    const path = { token: await nextVersion(at.desk) }
    expect(await at.ask({ path, ...asJson })).toMatchObject({ status: 403, code: 'codes-stopped' })
    expect(await guess(5, at, { path }, 2)).toBe(0)
    await at.desk.must({ type: 'reopen-terms', by: 'z.rahimi@kerman.example', reason: 'پیوند به دیگری رسید' })
    const anew = { token: await nextVersion(at.desk) }
    await at.ask({ path: anew })
    const body = at.form({ documentDigest: digestOf('contract 3') })
    expect(await at.post(body, { ...asJson, path: anew })).toMatchObject({ status: 200 })
  })
})

/** The next version of the contract a day later, and the startup's link to it. */
async function nextVersion(desk: ContractDesk): Promise<string> {
  desk.now = new Date(desk.now.getTime() + 24 * 60 * minute)
  await desk.drawUp()
  return await desk.signToken('startup')
}

describe('the link to an earlier version', () => {
  it.each([
    [
      'a refusal',
      async (desk: ContractDesk, token: string) =>
        void (await refuse(desk, token, { reason: 'سهم نادرست است' })),
    ],
    [
      'the office',
      (desk: ContractDesk) =>
        desk.must({ type: 'reopen-terms', by: 'z.rahimi@kerman.example', reason: 'سهم نادرست است' }),
    ],
    [
      'finance',
      async (desk: ContractDesk) => {
        await desk.signAll()
        await desk.must({ type: 'return', reason: 'سهم نادرست است' })
      },
    ],
  ])('signs nothing, refuses nothing and asks for no code of the next, after %s', async (_, back) => {
    const { desk, token, post, ask, form } = await atTurn()
    await back(desk, token)
    const path = { token: await nextVersion(desk) }
    await askCode(request({ path }), desk.dependencies)
    const body = form({ documentDigest: digestOf('contract 2') })
    const gone = { status: 410, because: 'renewed' }
    expect(factsIn(await post(body, asJson))).toMatchObject(gone)
    expect(factsIn(await ask(asJson))).toMatchObject(gone)
    expect(factsIn(await refuse(desk, token, { reason: 'سهم نادرست است' }, asJson))).toMatchObject(gone)
    const page = answered(await showContract(request({ path: { token }, ...inEnglish }), desk.dependencies))
    expect(page.status).toBe(410)
    expect(page.body).toContain('ask the case office for a new link by mail')
    expect(await post(body, { ...asJson, path })).toMatchObject({ status: 200 })
  })
})

describe('the name on record', () => {
  it('is the one that the contract prints, not the applicant’s', async () => {
    const desk = await ContractDesk.inReview()
    await desk.approveAll()
    await desk.drawUp('بازبینی شد', { representative: 'علی رضایی' })
    const path = { token: await desk.signToken('startup') }
    const page = answered(await showContract(request({ path, ...inEnglish }), desk.dependencies))
    expect(page.body).toMatch(/The name on record:[^.]{0,60}علی رضایی/)
    await askCode(request({ path }), desk.dependencies)
    const body = {
      name: 'علی رضایی',
      code: desk.codes.current(place),
      consent: 'true',
      documentDigest: digestOf('contract 1'),
    }
    const other = { ...body, name: 'نرگس باقری‌پور' }
    expect(await signContract(request({ path, body: other, ...asJson }), desk.dependencies)).toMatchObject({
      status: 422,
      errors: [{ code: 'name-differs' }],
    })
    expect(await signContract(request({ path, body, ...asJson }), desk.dependencies)).toMatchObject({
      status: 200,
    })
    const [signed] = await signatures(desk)
    expect(signed?.data).not.toHaveProperty('otherName')
  })
})

describe('refusing to sign', () => {
  it('needs a reason', async () => {
    const { desk, token } = await atTurn()
    expect(await refuse(desk, token, {}, asJson)).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    })
    expect(answered(await refuse(desk, token, { reason: ' ' })).body).toContain('دلیل خود را بنویسید.')
  })

  it('sends the contract back to the case office, and its repeat gets the same receipt', async () => {
    const { desk, token } = await atTurn()
    const first = factsIn(await refuse(desk, token, { reason: 'سهم نادرست است' }, asJson))
    expect(first).toMatchObject({ reference, signatory: 'startup', refused: true })
    expect((await desk.state()).status).toBe('settling-terms')
    expect(factsIn(await refuse(desk, token, { reason: 'سهم نادرست است' }, asJson))).toEqual(first)
    expect(await refuse(desk, token, { reason: 'دلیل دیگر' }, asJson)).toMatchObject({ status: 410 })
  })

  it('leads the browser to its receipt, which stays there, and programs to 410', async () => {
    const { desk, token } = await atTurn()
    expect(await refuse(desk, token, { reason: 'سهم نادرست است' })).toMatchObject({ status: 303 })
    const page = answered(await showContract(request({ path: { token } }), desk.dependencies))
    expect(page.status).toBe(200)
    const program = request({ path: { token }, ...asJson })
    expect(answered(await showContract(program, desk.dependencies)).status).toBe(410)
  })

  it('comes too late after the signature', async () => {
    const { desk, token } = await atTurn()
    await desk.sign('startup')
    expect(await refuse(desk, token, { reason: 'پشیمان شدم' }, asJson)).toMatchObject({
      code: 'already-signed',
    })
    expect(await refuse(desk, 'unknown', { reason: 'هیچ' })).toMatchObject({ status: 404 })
  })
})
