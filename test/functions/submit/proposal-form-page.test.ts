import { describe, expect, it } from 'vitest'
import { showLanding } from '#functions/submit/show-landing.ts'
import { fieldList } from '#workflows/form/fields.ts'
import { answered, kerman, pdf, request, submitDesk } from './submit-desk.ts'

const hostile = '"><script>alert(1)</script>'
const asForm = { wants: 'html' } as const

/** What a browser sends: text alone, lists by repetition. */
function typedForm(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )
}

describe('the landing page', () => {
  it.each(['fa', 'en'] as const)(
    'shows stages with their time, criteria and every field in %s',
    async (language) => {
      const { dependencies } = submitDesk()
      const { status, body } = answered(await showLanding(request({ ...asForm, language }), dependencies))
      expect(status).toBe(200)
      expect(body).toContain(`<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">`)
      for (const { name } of [...kerman.stages, ...kerman.rubric.criteria]) {
        expect(body).toContain(name[language].replaceAll("'", '&#39;'))
      }
      expect(body).toContain(language === 'fa' ? 'حداکثر ۳ روز کاری' : 'At most 3 working days')
      for (const { id } of fieldList) expect(body).toContain(`name="${id}"`)
    },
  )

  it('preselects nothing, and holds no script but our own file and no inline style', async () => {
    const { body } = answered(await showLanding(request(asForm), submitDesk().dependencies))
    expect(body).not.toMatch(
      / checked| selected|<script(?! type="module" src="\/assets\/site\.js"><\/script>)|<style| style=| on[a-z]+=/,
    )
  })

  it('tells without any script how long answers may be, and an amount that was typed in words', async () => {
    const desk = submitDesk()
    const { body } = answered(await showLanding(request(asForm), desk.dependencies))
    expect(body).toContain('>از ۲۰۰ تا ۴٬۰۰۰ نویسه<')
    const typed = typedForm(desk.form({ title: '', capex: '۴۵٬۰۰۰' }))
    expect(answered(await desk.post(typed, asForm)).body).toContain('چهل و پنج هزار ریال، برابر ۴٬۵۰۰ تومان')
  })

  it('asks every question where no script hides one', async () => {
    const { body } = answered(await showLanding(request(asForm), submitDesk().dependencies))
    expect(body).toMatch(
      /<div class="field" data-when="applicantType" data-is="company"><label for="field-legalId">/,
    )
    expect(body.match(/ hidden/g)).toHaveLength(6)
  })

  it('carries a new key each time', async () => {
    const { dependencies } = submitDesk()
    const keys = await Promise.all(
      [1, 2].map(async () => {
        const { body } = answered(await showLanding(request(asForm), dependencies))
        return /name="idempotencyKey" value="([^"]+)"/.exec(body)?.[1]
      }),
    )
    expect(new Set(keys).size).toBe(2)
  })

  it('is served as data, too', async () => {
    const { body } = answered(await showLanding(request({ language: 'en' }), submitDesk().dependencies))
    const { fields, stages } = JSON.parse(body)
    expect(fields).toHaveLength(fieldList.length)
    expect(stages[0]).toMatchObject({ id: 'intake', name: 'Secretariat', deadline: { working: 'P3D' } })
  })
})

describe('the form of a browser', () => {
  it('leads to the thanks page, in the language that was chosen', async () => {
    const desk = submitDesk()
    const { status, headers } = answered(
      await desk.post(typedForm(desk.form({ lang: 'en' })), {
        ...asForm,
        language: 'en',
        languageChosen: true,
      }),
    )
    expect(status).toBe(303)
    expect(headers['location']).toMatch(
      /^\/thanks\?reference=TSV-1405-[0-9A-Z]{5}&sending=[A-Za-z0-9_-]{43}&lang=en$/,
    )
  })

  it('takes files that come with it, by the ends of their names where the browser knows no type', async () => {
    const desk = submitDesk()
    const { files: _files, ...form } = desk.form()
    const upload = { field: 'files', name: 'Plan.PDF', type: '', bytes: pdf }
    const answer = answered(await desk.post(typedForm(form), { ...asForm, files: [upload] }))
    expect(answer.status).toBe(303)
    const { cases } = await desk.cases.list({ open: true, limit: 1 })
    const revision = await desk.cases.revision(cases[0]?.reference ?? '', 1)
    expect(revision?.files).toMatchObject([{ type: 'application/pdf', size: pdf.length }])
  })

  it('comes back with what was typed, escaped, and with errors on top and beside the fields', async () => {
    const desk = submitDesk()
    const typed = typedForm(desk.form({ title: hostile.slice(0, 8), orgName: hostile, problem: hostile }))
    const { status, body } = answered(await desk.post(typed, { ...asForm, language: 'en' }))
    expect(status).toBe(422)
    expect(body).not.toContain('<script>')
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(body).toContain('<a href="#field-title">')
    expect(body).toContain('id="field-title-fault"')
    expect(body).toContain('value="company" checked')
    expect(body).toMatch(/<option value="health" selected>/)
  })

  it('comes back with the files that arrived, by name, so that they need not be sent again', async () => {
    const desk = submitDesk()
    const { files: _files, ...form } = desk.form({ title: '' })
    const files = [
      { field: 'files', name: 'طرح.pdf', type: 'application/pdf', bytes: pdf },
      { field: 'files', name: 'virus.exe', type: 'application/x-msdownload', bytes: pdf },
      { field: 'files', name: 'fake.png', type: 'image/png', bytes: Buffer.from('no picture') },
    ]
    const { body } = answered(await desk.post(typedForm(form), { ...asForm, files }))
    expect(body).toMatch(/name="files" value="[A-Za-z0-9_-]{22}" checked> <bdi>طرح\.pdf<\/bdi>/)
    expect(body).toContain('«virus.exe»')
    expect(body).toContain('«fake.png»')
    const [, kept = ''] = /name="files" value="([^"]+)"/.exec(body) ?? []
    const [, secrets = ''] = /name="secrets" value="([^"]+)"/.exec(body) ?? []
    const second = typedForm({ ...form, title: 'پایش سلامت در محله‌ها', files: kept, secrets })
    expect(answered(await desk.post(second, asForm)).status).toBe(303)
  })

  it('says so when the hidden field was filled in, and keeps nothing', async () => {
    const desk = submitDesk()
    const { status, body } = answered(
      await desk.post(typedForm(desk.form({ website: 'http://spam' })), asForm),
    )
    expect(status).toBe(422)
    expect(body).not.toContain('http://spam')
    expect((await desk.cases.list({ open: true, limit: 1 })).cases).toEqual([])
  })

  it('keeps what was typed when there were too many', async () => {
    const desk = submitDesk()
    for (let count = 0; count < 3; count += 1) await desk.post(desk.form())
    const { status, headers, body } = answered(await desk.post(typedForm(desk.form()), asForm))
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(body).toContain('پایش سلامت در محله‌های کرمان')
    expect(body).toContain('طرح توجیهی.pdf')
  })
})
