import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import { encrypt } from '#functions/shared/ports/encrypted.ts'
import { unsentMailbox } from '#functions/shared/ports/unsent-forms.ts'
import { keepForm, openForm } from '#functions/submit/unsent-form.ts'
import { unsentDigest } from '#functions/submit/unsent-key.ts'
import { formsOnPage } from '#infra/machine/demo/form-on-page.ts'
import { answered, pdf, problem, request, submitDesk } from './submit-desk.ts'

const asForm = { wants: 'html' } as const
type Desk = ReturnType<typeof submitDesk>

const keep = (desk: Desk, body: unknown, parts: Partial<HttpRequest> = {}) =>
  keepForm(request({ ...asForm, body, ...parts }), desk.dependencies)
const openBy = (desk: Desk, token: string, parts: Partial<HttpRequest> = {}) =>
  openForm(request({ ...asForm, path: { token }, ...parts }), desk.dependencies)
const tokenIn = (desk: Desk): string =>
  /\/drafts\/([A-Za-z0-9_-]{43})/.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[1] ?? ''

const unsentOn = (page: string): string =>
  Object.fromEntries(formsOnPage(page)[0]?.fields ?? [])['unsent'] ?? ''

const half = { email: 'narges@salamatyar.example', title: 'طرح نیمه‌کاره', nationalCode: '0013542419' }

describe('a half-filled form', () => {
  it('is opened on another device by the mailed link, with what was typed and attached', async () => {
    const desk = submitDesk()
    const upload = { field: 'files', name: 'plan.pdf', type: 'application/pdf', bytes: pdf }
    const kept = answered(await keep(desk, { ...half, annualRevenue: ['۱۰', '', '30'] }, { files: [upload] }))
    expect(kept.status).toBe(200)
    expect(kept.body).toContain('value="طرح نیمه‌کاره"')
    const opened = answered(await openBy(desk, tokenIn(desk)))
    expect(opened.status).toBe(200)
    for (const text of ['طرح نیمه‌کاره', '0013542419', 'value="۱۰"', 'value="30"', 'plan.pdf'])
      expect(opened.body).toContain(text)
    expect(desk.mailer.sent).toMatchObject([{ to: half.email }])
    expect((await desk.cases.list({ open: true, limit: 5 })).cases).toEqual([])
  })

  it('says nothing of what was typed in its mail, and cannot be read in the store', async () => {
    const desk = submitDesk()
    await keep(desk, { ...half, title: 'BUY NOW https://evil.example', contactName: 'Canary Person' })
    const mail = JSON.stringify(desk.mailer.sent)
    for (const text of ['BUY NOW', 'evil.example', 'Canary Person']) expect(mail).not.toContain(text)
    const rows = JSON.stringify(desk.unsentRows())
    for (const text of ['Canary', half.email, half.nationalCode, tokenIn(desk)])
      expect(rows).not.toContain(text)
  })

  it('opens by nothing but its own link, for fourteen days', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const token = tokenIn(desk)
    const digest = String(desk.unsentRows()[0]?.['digest'])
    for (const guess of ['', 'A'.repeat(43), digest, token.slice(0, 42), `${token}A`, '../x'])
      expect(problem(await openBy(desk, guess)).status).toBe(404)
    desk.advance(14 * 86_400_000 - 1)
    expect(answered(await openBy(desk, token)).status).toBe(200)
    desk.advance(2)
    expect(problem(await openBy(desk, token)).status).toBe(404)
  })

  it('is gone once it was sent', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const token = tokenIn(desk)
    const opened = answered(await openBy(desk, token))
    const carried = Object.fromEntries(formsOnPage(opened.body)[0]?.fields ?? [])
    expect(carried['unsent']).toBe(token)
    const sent = answered(await desk.post(desk.form({ unsent: token }), asForm))
    expect(sent.status).toBe(303)
    expect(problem(await openBy(desk, token)).status).toBe(404)
  })

  it('is kept anew under the link by which it was opened, without another mail, however often', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const token = tokenIn(desk)
    for (let time = 0; time < 5; time += 1) {
      const kept = answered(await keep(desk, { ...half, title: `نوبت ${time}`, unsent: token }))
      expect([kept.status, kept.body.includes('نوشته‌های تازهٔ شما نگه داشته شد')]).toEqual([200, true])
    }
    expect(desk.mailer.sent).toHaveLength(1)
    expect(desk.unsentRows()).toHaveLength(1)
    expect(answered(await openBy(desk, token)).body).toContain('نوبت 4')
  })

  it('is kept anew from the page that it was kept from, without another mail, however often', async () => {
    const desk = submitDesk()
    const first = answered(await keep(desk, half))
    const token = tokenIn(desk)
    let page = first.body
    for (let time = 0; time < 5; time += 1) {
      const kept = answered(await keep(desk, { ...half, title: `نوبت ${time}`, unsent: unsentOn(page) }))
      expect([kept.status, kept.body.includes('نوشته‌های تازهٔ شما نگه داشته شد')]).toEqual([200, true])
      page = kept.body
    }
    expect(desk.mailer.sent).toHaveLength(1)
    expect(answered(await openBy(desk, token)).body).toContain('نوبت 4')
  })

  it('is kept anew by a program too, with what the first answer says', async () => {
    const desk = submitDesk()
    const { unsent } = JSON.parse(answered(await keep(desk, half, { wants: 'json' })).body)
    const again = answered(await keep(desk, { ...half, title: 'دوم', unsent }, { wants: 'json' }))
    expect([again.status, JSON.parse(again.body)]).toEqual([202, { status: 'kept' }])
    expect(answered(await openBy(desk, tokenIn(desk))).body).toContain('دوم')
  })

  it('is not opened by what its page carries, nor by a part of it', async () => {
    const desk = submitDesk()
    const carried = unsentOn(answered(await keep(desk, half)).body)
    for (const guess of [carried, ...carried.split('.'), carried.replace('.', '')])
      expect(problem(await openBy(desk, guess)).status).toBe(404)
    expect(carried).not.toContain(tokenIn(desk))
  })

  it('is written by its link alone once its link wrote it: what began it is kept apart, and takes nothing away', async () => {
    const desk = submitDesk()
    const carried = unsentOn(answered(await keep(desk, half)).body)
    const token = tokenIn(desk)
    await keep(desk, { ...half, title: 'از پیوند', unsent: token })
    const apart = answered(await keep(desk, { ...half, title: 'از صفحه', unsent: carried }))
    expect(apart.body).toContain('پیوند ادامهٔ فرم در راه رایانامهٔ شماست')
    expect(apart.body).not.toContain(carried)
    expect(desk.mailer.sent).toHaveLength(2)
    await desk.post(desk.form({ unsent: carried }), asForm)
    expect(answered(await openBy(desk, token)).body).toContain('از پیوند')
    expect(answered(await openBy(desk, tokenIn(desk))).body).toContain('از صفحه')
  })

  it('is not written by a guess, nor by what another form’s page carries', async () => {
    const desk = submitDesk()
    const carried = unsentOn(answered(await keep(desk, half)).body)
    const token = tokenIn(desk)
    const another = unsentOn(answered(await keep(desk, { ...half, email: 'other@startup.example' })).body)
    const [digest = '', secret = ''] = carried.split('.')
    const guesses = [
      digest,
      `${digest}.`,
      `${digest}.${'A'.repeat(43)}`,
      `${digest}.${another.split('.')[1]}`,
    ]
    for (const unsent of [...guesses, `${another.split('.')[0]}.${secret}`, `${carried}.x`, 'x.y'])
      await keep(desk, { ...half, title: 'مهاجم', unsent })
    expect(answered(await openBy(desk, token)).body).toContain('طرح نیمه‌کاره')
  })

  it('of the release before is opened and kept anew by its link', async () => {
    const desk = submitDesk()
    const token = 'T'.repeat(43)
    const key = createHash('sha256').update(`unsent form ${token}`).digest()
    await desk.dependencies.unsent.keep(unsentDigest(token), {
      mailbox: unsentMailbox(half.email),
      sealed: encrypt(key, JSON.stringify({ values: { title: ['از پیش'] }, files: [] })),
      expires: '2026-12-01T00:00:00.000Z',
    })
    expect(answered(await openBy(desk, token)).body).toContain('از پیش')
    await keep(desk, { ...half, title: 'تازه', unsent: token })
    expect(answered(await openBy(desk, token)).body).toContain('تازه')
    expect(desk.mailer.sent).toEqual([])
  })

  it('goes to another address under a link of its own alone', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const first = tokenIn(desk)
    await keep(desk, { ...half, email: 'other@startup.example', unsent: first })
    expect(desk.mailer.sent.map(({ to }) => to)).toEqual([half.email, 'other@startup.example'])
    expect(desk.unsentRows()).toHaveLength(1)
    expect(problem(await openBy(desk, first)).status).toBe(404)
  })

  it('floods nobody: three mails a day for a mailbox in any spelling, with those of proposals, and says so', async () => {
    const desk = submitDesk()
    const spelled = ['v@victim.example', 'V@victim.example', 'v@VICTIM.example', ' v@victim.example ']
    const statuses = []
    for (let round = 0; round < 8; round += 1)
      statuses.push(answered(await keep(desk, { ...half, email: spelled[round % 4] })).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429])
    expect(desk.mailer.sent).toHaveLength(3)
    expect(desk.unsentRows()).toHaveLength(3)
    const over = answered(await keep(desk, { ...half, email: spelled[0] }))
    expect(over.body).toContain('امروز نامهٔ دیگری به این نشانی فرستاده نمی‌شود')
    expect(over.body).toContain('طرح نیمه‌کاره')
    expect(answered(await desk.post(desk.form({ email: spelled[1] }), asForm)).status).toBe(429)
  })

  it('stays on the page when its mail cannot be sent, and is not kept', async () => {
    const desk = submitDesk()
    desk.mailer.refuse(1)
    const away = answered(await keep(desk, half))
    expect(away.status).toBe(503)
    expect(away.body).toContain('طرح نیمه‌کاره')
    expect(desk.unsentRows()).toHaveLength(0)
  })

  it.each(['x'.repeat(300_000), 'س'.repeat(110_000), '😀'.repeat(55_000), '\u0800'.repeat(75_000)])(
    'is refused as too large before the store would refuse it',
    async (long) => {
      const desk = submitDesk()
      const refused = answered(await keep(desk, { ...half, problem: long }))
      expect(refused.status).toBe(413)
      expect(refused.body).toContain('طرح نیمه‌کاره')
      expect(problem(await keep(desk, { ...half, problem: long }, { wants: 'json' }))).toMatchObject({
        status: 413,
        errors: [{ field: 'problem', code: 'too-long' }],
      })
      expect(desk.unsentRows()).toHaveLength(0)
    },
  )

  it('names the field that a program filled in, and letters that were lost', async () => {
    const desk = submitDesk()
    const wrong = async (changes: object) =>
      problem(await keep(desk, { ...half, ...changes }, { wants: 'json' })).errors?.map(
        ({ field, code }) => `${field} ${code}`,
      )
    expect(await wrong({ website: 'x' })).toEqual(['website not-empty'])
    expect(await wrong({ problem: 'ok', title: 'a\ufffdb' })).toEqual(['title lost'])
    expect(await wrong({ annualRevenue: ['1', '\ufffd'] })).toEqual(['annualRevenue lost'])
    expect(desk.unsentRows()).toHaveLength(0)
  })

  it('shows hostile answers as text, and keeps nothing but texts of the form’s own questions', async () => {
    const desk = submitDesk()
    const hostile = '"><script>alert(1)</script>'
    await keep(desk, {
      ...half,
      title: hostile,
      problem: [hostile, { a: 1 }],
      consent: 'true',
      step: 'send',
      evil: 'x',
    })
    const { body } = answered(await openBy(desk, tokenIn(desk)))
    expect(body).not.toContain('<script>alert')
    expect(body).not.toMatch(/name="consent"[^>]* checked/)
    const json = JSON.parse(answered(await openBy(desk, tokenIn(desk), { wants: 'json' })).body)
    expect(Object.keys(json.values)).toEqual(expect.not.arrayContaining(['consent', 'step', 'evil']))
  })

  it.each([
    ['no address', { ...half, email: '' }],
    ['no whole address', { ...half, email: 'narges@' }],
    ['lost letters', { ...half, contactName: '\ufffd' }],
    ['what only a program fills in', { ...half, website: 'x' }],
    ['no form at all', null],
  ])('is refused with %s, and nothing typed is lost', async (_what, body) => {
    const desk = submitDesk()
    const refused = answered(await keep(desk, body))
    expect(refused.status).toBe(422)
    if (body !== null) expect(refused.body).toContain('طرح نیمه‌کاره')
    expect(desk.mailer.sent).toEqual([])
    expect(desk.unsentRows()).toHaveLength(0)
  })
})
