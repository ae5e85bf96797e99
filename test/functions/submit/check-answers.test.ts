import { describe, expect, it } from 'vitest'
import { formsOnPage } from '#infra/machine/demo/form-on-page.ts'
import { fieldList, fields } from '#workflows/form/fields.ts'
import { answered, problem, submitDesk } from './submit-desk.ts'

const asForm = { wants: 'html' } as const

/** What the form of a page sends when one of its buttons is pressed. */
function pressed(html: string, button: Readonly<Record<string, string>>): Record<string, unknown> {
  const [form] = formsOnPage(html)
  const body: Record<string, string | string[]> = {}
  for (const [name, value] of form?.fields ?? []) {
    const earlier = body[name]
    body[name] = earlier === undefined ? value : [earlier, value].flat()
  }
  return { ...body, ...button }
}

async function checkedPage(
  desk: ReturnType<typeof submitDesk>,
  changes: Readonly<Record<string, unknown>> = {},
) {
  const form = { ...desk.form(changes), consent: 'true', capex: '۴۵٬۰۰۰', step: 'check' }
  const strings = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )
  return answered(await desk.post(strings, { ...asForm, idempotencyKey: 'key-1' }))
}

const casesOf = async (desk: ReturnType<typeof submitDesk>) =>
  (await desk.cases.list({ open: true, limit: 10 })).cases

describe('the page to check answers before sending', () => {
  it('shows every answer with a button back to its question, and records nothing', async () => {
    const desk = submitDesk()
    const { status, body } = await checkedPage(desk)
    expect(status).toBe(200)
    for (const { id, label } of fieldList) {
      expect(body).toContain(`>${label.fa}</dt>`)
      expect(body).toContain(`name="change" value="${id}" formaction="/proposals#field-${id}"`)
    }
    expect(body).toContain('چهل و پنج هزار ریال')
    expect(body).toContain('طرح توجیهی.pdf')
    // 12.5 per cent of 75 billion.
    expect(body).toContain('۹٬۳۷۵٬۰۰۰٬۰۰۰ ریال')
    expect(await casesOf(desk)).toEqual([])
  })

  it('sends what was checked, attachments by their secrets, once however often it is pressed', async () => {
    const desk = submitDesk()
    const { body } = await checkedPage(desk)
    const send = pressed(body, { step: 'send' })
    for (let time = 0; time < 3; time += 1) {
      const sent = answered(await desk.post(send, { ...asForm, idempotencyKey: 'key-1' }))
      expect(sent.status).toBe(303)
      expect(sent.headers['location']).toMatch(/^\/thanks\?reference=TSV-/)
    }
    const [only, ...others] = await casesOf(desk)
    expect(others).toEqual([])
    const revision = await desk.cases.revision(only?.reference ?? '', 1)
    expect(revision?.open).toMatchObject({ capex: 45_000 })
    expect(revision?.files).toMatchObject([{ name: 'طرح توجیهی.pdf' }])
  })

  it('leads back to the form as it was typed, with its attachments and the declaration', async () => {
    const desk = submitDesk()
    const { body } = await checkedPage(desk)
    const back = answered(
      await desk.post(pressed(body, { change: 'title' }), { ...asForm, idempotencyKey: 'key-1' }),
    )
    expect(back.status).toBe(200)
    expect(back.body).toContain('value="۴۵٬۰۰۰"')
    expect(back.body).toContain('طرح توجیهی.pdf')
    expect(back.body).toContain('name="idempotencyKey" value="key-1"')
    expect(back.body).toMatch(/name="consent"[^>]* checked/)
    expect(back.body).not.toContain('role="alert"')
    const again = answered(
      await desk.post(pressed(back.body, { step: 'check' }), { ...asForm, idempotencyKey: 'key-1' }),
    )
    expect(again.body).toContain(`>${fields.title.label.fa}</dt>`)
  })

  it('comes only for a whole form; what is wrong is told above the form', async () => {
    const desk = submitDesk()
    const { status, body } = await checkedPage(desk, { title: 'کوتاه' })
    expect(status).toBe(422)
    expect(body).toContain('role="alert"')
  })

  it('shows hostile answers as text', async () => {
    const desk = submitDesk()
    const { status, body } = await checkedPage(desk, { title: 'A project named "><script>alert(1)</script>' })
    expect(status).toBe(200)
    expect(body).not.toContain('<script>alert')
  })

  it('is passed over by JSON, and by a form that says nothing of it', async () => {
    const desk = submitDesk()
    expect((await desk.post(desk.form({ step: 'check' }))).status).toBe(202)
    expect((await desk.post(desk.form(), asForm)).status).toBe(303)
  })

  it('has a limit of its own, and is no sending', async () => {
    const desk = submitDesk()
    for (let time = 0; time < 120; time += 1) expect((await checkedPage(desk)).status).toBe(200)
    expect((await desk.post(desk.form())).status).toBe(202)
    expect(problem(await desk.post({})).status).toBe(422)
  })
})
