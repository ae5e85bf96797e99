import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProposals } from '#infra/machine/demo/sample-proposal.ts'
import { languages } from '#workflows/language.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import { type RunningTasvib, runTasvib } from './running-tasvib.ts'

const kerman = programmeById('kerman')
const proposal = sampleProposals.fa
const unknown = 'A'.repeat(43)

let tasvib: RunningTasvib
let reviewLink: string
let closedLink: string

beforeAll(async () => {
  tasvib = await runTasvib()
  const { players, visitors } = tasvib
  await players.submit(proposal, crypto.randomUUID())
  await players.confirm(String(proposal.fields['email']))
  const secretary = kerman.stages[0]?.seats[0]?.holder.email ?? ''
  closedLink = await visitors.fa.link(secretary, 'review')
  const page = await visitors.fa.send(await visitors.fa.open(closedLink), '/declaration', {
    noConflict: 'on',
  })
  await players.decide(page, { decision: 'approve', reason: 'کامل است' })
  const researcher = kerman.stages[1]?.seats[0]?.holder.email ?? ''
  reviewLink = await visitors.fa.link(researcher, 'review')
})
afterAll(async () => {
  await tasvib.stop()
})

interface Sent {
  readonly method?: string
  readonly path: string
  readonly body?: string | URLSearchParams
  readonly type?: string
  readonly accept?: string
}

async function send({ method = 'GET', path, body, type, accept = 'application/json' }: Sent) {
  const response = await fetch(new URL(path, tasvib.runtime.publicUrl), {
    method,
    redirect: 'manual',
    headers: { accept, ...(type === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('bad input', () => {
  it.each(['/review/', '/track/', '/sign/', '/finance/', '/confirm/'])(
    'answers 404 to an unknown token below %s, to read and to write',
    async (path) => {
      expect((await send({ path: path + unknown })).status).toBe(404)
      expect((await send({ path: `${path}short` })).status).toBe(404)
      const write = path === '/track/' ? `${path}${unknown}/withdrawal` : path + unknown
      expect(
        (await send({ method: 'POST', path: write, body: new URLSearchParams({ a: '1' }) })).status,
      ).toBe(404)
    },
  )

  it('gives who decided in a closed stage the receipt, and 410 to another decision', async () => {
    const path = new URL(closedLink).pathname
    const { status, text } = await send({ path })
    expect(status).toBe(200)
    expect(text).toContain('approve')
    const again = new URLSearchParams({ decision: 'reject', reason: 'Changed my mind' })
    expect((await send({ method: 'POST', path, body: again })).status).toBe(410)
  })

  it('answers 409 to a decision about documents that are not the present ones', async () => {
    const path = new URL(reviewLink).pathname
    await send({
      method: 'POST',
      path: `${path}/declaration`,
      body: new URLSearchParams({ noConflict: 'on' }),
    })
    const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [`scores[${id}]`, '4']))
    const stale = { decision: 'approve', reason: 'Seen it', documentsDigest: '0'.repeat(64), ...scores }
    const { status } = await send({ method: 'POST', path, body: new URLSearchParams(stale) })
    expect(status).toBe(409)
  })

  it('answers 422 that names every field at fault', async () => {
    const path = new URL(reviewLink).pathname
    const review = await send({ method: 'POST', path, body: new URLSearchParams({ decision: 'perhaps' }) })
    expect(review.status).toBe(422)
    expect(fieldsOf(review.text)).toEqual(expect.arrayContaining(['decision', 'reason']))
    const form = await send({
      method: 'POST',
      path: '/proposals',
      body: '{"title":"x"}',
      type: 'application/json',
    })
    expect(form.status).toBe(422)
    expect(fieldsOf(form.text)).toEqual(
      expect.arrayContaining(
        ['title', 'orgName', 'legalId', 'files', 'consent'].filter((id) => id !== 'legalId'),
      ),
    )
    expect(form.headers.get('content-type')).toContain('application/problem+json')
  })

  it.each(languages)(
    'shows the form again in %s with what was typed and the faults beside it',
    async (lang) => {
      const body = new URLSearchParams({ title: 'A kept title <b>', lang })
      const { status, text } = await send({
        method: 'POST',
        path: `/proposals?lang=${lang}`,
        body,
        accept: 'text/html',
      })
      expect(status).toBe(422)
      expect(text).toContain('A kept title &lt;b&gt;')
      expect(text).toContain(lang === 'fa' ? 'dir="rtl"' : 'dir="ltr"')
    },
  )

  it('answers 413 to a body that is too large, 415 to a media type that is not read, 405 to a wrong method', async () => {
    const big = 'a'.repeat(7 * 1024 * 1024)
    expect(
      (await send({ method: 'POST', path: '/proposals', body: big, type: 'application/json' })).status,
    ).toBe(413)
    expect(
      (await send({ method: 'POST', path: '/proposals', body: '<a/>', type: 'application/xml' })).status,
    ).toBe(415)
    const wrong = await send({ method: 'DELETE', path: '/proposals' })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toContain('POST')
    expect((await send({ path: '/nowhere' })).status).toBe(404)
  })

  it('never shows a stack trace or answers 5xx, whatever comes', async () => {
    const bodies = [
      '{',
      '[]',
      'null',
      '"x"',
      '{"files":{"length":5}}',
      '{"__proto__":{"a":1}}',
      '\u0000',
      '%',
      'a=%ff',
      'scores[__proto__]=1',
    ]
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'text/plain',
      '',
    ]
    const path = new URL(reviewLink).pathname
    const targets = [
      '/proposals',
      '/uploads',
      path,
      `${path}/declaration`,
      `${path}/recusal`,
      `${path}/delegation`,
      '/board/sign-in',
    ]
    for (const target of targets) {
      for (const type of types) {
        for (const body of bodies) {
          const { status, text } = await send({ method: 'POST', path: target, body, type })
          expect(status, `${target} ${type} ${body}`).toBeLessThan(500)
          expect(text).not.toMatch(/\bat .+\.ts:\d+/)
        }
      }
    }
  })

  it('changes nothing by GET or HEAD, however often a scanner opens the links', async () => {
    const path = new URL(reviewLink).pathname
    const before = await send({ path })
    for (let count = 0; count < 50; count += 1) {
      await send({ method: 'HEAD', path })
      await send({ path: new URL(closedLink).pathname })
    }
    expect((await send({ path })).text).toBe(before.text)
  })
})

function fieldsOf(problem: string): string[] {
  const { errors } = JSON.parse(problem) as { errors: { field: string }[] }
  return errors.map(({ field }) => field)
}
