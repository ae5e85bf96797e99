import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '#functions/edge/http.ts'
import { keepForm, openForm } from '#functions/submit/unsent-form.ts'
import { formsOnPage } from '#infra/local/demo/form-on-page.ts'
import { answered, pdf, problem, request, submitDesk } from './submit-desk.ts'

const asForm = { wants: 'html' } as const
type Desk = ReturnType<typeof submitDesk>

const keep = (desk: Desk, body: unknown, parts: Partial<HttpRequest> = {}) =>
  keepForm(request({ ...asForm, body, ...parts }), desk.dependencies)
const openBy = (desk: Desk, token: string, parts: Partial<HttpRequest> = {}) =>
  openForm(request({ ...asForm, path: { token }, ...parts }), desk.dependencies)
const tokenIn = (desk: Desk): string =>
  /\/drafts\/([A-Za-z0-9_-]{43})/.exec(desk.mailer.sent.at(-1)?.text ?? '')?.[1] ?? ''

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
    const rows = JSON.stringify([...desk.unsent.kept])
    for (const text of ['Canary', half.email, half.nationalCode, tokenIn(desk)])
      expect(rows).not.toContain(text)
  })

  it('opens by nothing but its own link, for fourteen days', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const token = tokenIn(desk)
    const [digest = ''] = desk.unsent.kept.keys()
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

  it('is kept under the newest link alone where its writer went on from the one before', async () => {
    const desk = submitDesk()
    await keep(desk, half)
    const first = tokenIn(desk)
    await keep(desk, { ...half, unsent: first })
    expect(desk.unsent.kept.size).toBe(1)
    expect(problem(await openBy(desk, first)).status).toBe(404)
  })

  it('floods nobody: three links a day for a mailbox in any spelling, and the same answer after them', async () => {
    const desk = submitDesk()
    const spelled = ['v@victim.example', 'V@victim.example', 'v@VICTIM.example', ' v@victim.example ']
    const answers = []
    for (let round = 0; round < 8; round += 1)
      answers.push(answered(await keep(desk, { ...half, email: spelled[round % 4] }, { wants: 'json' })))
    expect(desk.mailer.sent).toHaveLength(3)
    expect(desk.unsent.kept.size).toBe(3)
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1)
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
    ['more than can be kept', { ...half, problem: 'x'.repeat(130_000) }],
    ['what only a program fills in', { ...half, website: 'x' }],
    ['no form at all', null],
  ])('is refused with %s, and nothing typed is lost', async (_what, body) => {
    const desk = submitDesk()
    const refused = answered(await keep(desk, body))
    expect(refused.status).toBe(422)
    if (body !== null) expect(refused.body).toContain('طرح نیمه‌کاره')
    expect(desk.mailer.sent).toEqual([])
    expect(desk.unsent.kept.size).toBe(0)
  })
})
