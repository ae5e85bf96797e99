import { describe, expect, it } from 'vitest'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { buckets, limits } from '#functions/shared/intake/limits.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { recordRevision } from '#functions/track/record-revision.ts'
import { recordWithdrawal } from '#functions/track/record-withdrawal.ts'
import { attachment, CaseDesk, reference, request } from '#test/functions/desk/case-desk.ts'
import { validForm } from '#test/workflows/form/valid-form.ts'

type Route = typeof recordRevision
type Parts = Parameters<typeof request>[0]

const send = async (route: Route, desk: CaseDesk, parts: Parts) =>
  route(request({ path: { token: await desk.trackToken() }, wants: 'json', ...parts }), desk.dependencies)

/** As the page sends it, with the number that the page shows; other words in `body` go before it. */
async function sendPage(route: Route, desk: CaseDesk, { body = {}, ...parts }: NonNullable<Parts>) {
  const token = await desk.trackToken()
  const typed = { shownNumber: shownNumber(token), ...(body as object) }
  return route(request({ path: { token }, ...parts, wants: 'html', body: typed }), desk.dependencies)
}

async function facts(answer: ReturnType<Route>) {
  const given = await answer
  if (isProblem(given)) throw new Error(`A problem: ${given.code} ${JSON.stringify(given.errors)}`)
  return { status: given.status, body: JSON.parse(given.body) as Record<string, unknown> }
}

async function owing(): Promise<CaseDesk> {
  const desk = await CaseDesk.open()
  await desk.decide(0, 'request-changes')
  return desk
}

const revised = { ...validForm, durationMonths: '۲۴', files: [attachment.fileId], lang: 'fa' }
const pdf = {
  field: 'files',
  name: 'صورت مالی.pdf',
  type: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.7 new'),
}

describe('a revision', () => {
  it('is kept whole, with the kept and the new files, and starts the next round', async () => {
    const desk = await owing()
    const { status, body } = await facts(send(recordRevision, desk, { body: revised, files: [pdf] }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ reference, revision: 2 })
    const state = await desk.state()
    expect(state).toMatchObject({ status: 'between-stages', stage: 'intake', round: 2, revision: 2 })
    const revision = await desk.cases.revision(reference, 2)
    expect(revision?.open['durationMonths']).toBe(24)
    expect(revision?.files.map(({ name }) => name)).toEqual(['طرح توجیهی.pdf', 'صورت مالی.pdf'])
    expect(revision?.documentsDigest).toBe(state.documentsDigest)
    expect(state.expectedRevenue).toBe(9_375_000_000)
  })

  it('may replace every file', async () => {
    const desk = await owing()
    await facts(send(recordRevision, desk, { body: { ...revised, files: [] }, files: [pdf] }))
    expect((await desk.cases.revision(reference, 2))?.files.map(({ name }) => name)).toEqual([
      'صورت مالی.pdf',
    ])
  })

  it('leads a browser back to the page', async () => {
    const desk = await owing()
    const answer = await sendPage(recordRevision, desk, {
      body: revised,
      language: 'en',
      languageChosen: true,
    })
    expect(answer).toMatchObject({ status: 303 })
    expect((answer as HttpResponse).headers['location']).toMatch(/^\/track\/.+\?lang=en$/)
  })

  it.each([
    ['its network', buckets.bytesFrom('192.0.2.1'), limits.bytesPerNetwork, 429],
    ['all', buckets.bytesOfAll, limits.bytesOfAll, 507],
  ])(
    'stores no files past the limit of bytes of %s, and comes back as typed',
    async (_, bucket, limit, status) => {
      const desk = await owing()
      await desk.dependencies.throttle.take(bucket, { ...limit, amount: limit.count }, desk.now)
      const before = desk.files.stored.size
      const shown = (await sendPage(recordRevision, desk, { body: revised, files: [pdf] })) as HttpResponse
      expect(shown.status).toBe(status)
      expect(shown.headers).toHaveProperty('retry-after')
      expect(shown.body).toContain(`value="${attachment.fileId}"`)
      expect(shown.body).toContain('href="#field-files"')
      expect(await send(recordRevision, desk, { body: revised, files: [pdf] })).toMatchObject({ status })
      expect(desk.files.stored.size).toBe(before)
      expect((await facts(send(recordRevision, desk, { body: revised }))).status).toBe(200)
    },
  )

  it('is not sent by a program that ticks the declaration and presses the button', async () => {
    const desk = await owing()
    for (const shown of [undefined, '', '0']) {
      const body = { ...revised, shownNumber: shown }
      const page = (await sendPage(recordRevision, desk, { body })) as HttpResponse
      expect(page.status).toBe(422)
      expect(page.body).toContain('href="#field-shownNumber"')
    }
    expect((await desk.state()).status).toBe('awaiting-revision')
  })

  it('gets the first answer when it is repeated, also at once and after the case moved on', async () => {
    const desk = await owing()
    const parts = { body: revised, idempotencyKey: 'key-1' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => facts(send(recordRevision, desk, parts))),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await desk.must({ type: 'open-stage' })
    expect(await facts(send(recordRevision, desk, parts))).toEqual(answers[0])
    const entries = await desk.cases.entries(reference)
    expect(entries.filter(({ type }) => type === 'ProposalRevised')).toHaveLength(1)
  })

  it('is no repeat when the key comes with other content', async () => {
    const desk = await owing()
    await facts(send(recordRevision, desk, { body: revised, idempotencyKey: 'key-1' }))
    await desk.must({ type: 'open-stage' })
    await desk.decide(0, 'request-changes')
    const other = { body: { ...revised, durationMonths: 12 }, idempotencyKey: 'key-1' }
    expect(await send(recordRevision, desk, other)).toMatchObject({
      status: 422,
      errors: [{ field: 'idempotencyKey', code: 'reused' }],
    })
    const page = (await send(recordRevision, desk, { ...other, wants: 'html' })) as HttpResponse
    expect(page.status).toBe(422)
    expect(page.body).toContain('پیش‌تر با محتوای دیگری')
    expect(page.body).not.toContain('value="key-1"')
  })

  it('names every wrong field, and the page keeps what was typed and which files arrived', async () => {
    const desk = await owing()
    const body = { ...revised, title: 'کوتاه', durationMonths: '<script>', nationalCode: '1' }
    const problem = await send(recordRevision, desk, { body })
    expect(problem).toMatchObject({ status: 422 })
    const fields = isProblem(problem) ? problem.errors?.map(({ field }) => field) : []
    expect(fields).toEqual(['nationalCode', 'title', 'durationMonths'])
    for (const language of ['fa', 'en'] as const) {
      const parts = { body, files: [pdf], wants: 'html', language, languageChosen: true } as const
      const page = (await send(recordRevision, desk, parts)) as HttpResponse
      expect(page.status).toBe(422)
      expect(page.body).toContain('href="#field-title"')
      expect(page.body).toContain('value="کوتاه"')
      expect(page.body).toContain('صورت مالی.pdf')
      expect(page.body).not.toContain('<script>')
    }
    expect((await desk.state()).revision).toBe(1)
  })

  it.each([
    ['nothing', null],
    ['no files', { ...revised, files: [] }],
    ['a file that nobody uploaded', { ...revised, files: ['bbbbbbbbbb-bbbbbbbb_b2'] }],
  ])('is refused with %s', async (_what, body) => {
    const desk = await owing()
    const problem = await send(recordRevision, desk, { body })
    expect(problem).toMatchObject({ status: 422 })
    expect(isProblem(problem) && problem.errors?.some(({ field }) => field === 'files')).toBe(true)
  })

  it('cannot move the case to another address', async () => {
    const desk = await owing()
    expect(
      await send(recordRevision, desk, { body: { ...revised, email: 'other@startup.example' } }),
    ).toMatchObject({
      status: 422,
      errors: [{ field: 'email', code: 'address-fixed' }],
    })
    const sameInCapitals = { ...revised, email: 'Narges@salamatyar.example' }
    expect((await facts(send(recordRevision, desk, { body: sameInCapitals }))).status).toBe(200)
  })

  it('comes only when one is owed', async () => {
    const desk = await CaseDesk.open()
    expect(await send(recordRevision, desk, { body: revised })).toMatchObject({
      status: 409,
      code: 'not-now',
    })
    await desk.must({ type: 'withdraw', reason: '' })
    expect(await send(recordRevision, desk, { body: revised })).toMatchObject({
      status: 410,
      code: 'case-closed',
    })
  })

  it('needs a key of bearable length and a known link', async () => {
    const desk = await owing()
    const long = { body: revised, idempotencyKey: 'k'.repeat(201) }
    expect(await send(recordRevision, desk, long)).toMatchObject({
      status: 422,
      errors: [{ field: 'idempotencyKey' }],
    })
    expect(await send(recordRevision, desk, { body: revised, path: { token: 'unknown' } })).toMatchObject({
      status: 404,
    })
  })
})

describe('a withdrawal', () => {
  it('closes the case, once, with one receipt', async () => {
    const desk = await CaseDesk.open()
    const body = { confirm: 'on', reason: 'شریک ما رفت' }
    const first = await facts(send(recordWithdrawal, desk, { body }))
    expect(first.body).toMatchObject({ reference, status: 'closed', closing: 'withdrawn' })
    expect(await facts(send(recordWithdrawal, desk, { body }))).toEqual(first)
    expect(await desk.state()).toMatchObject({ status: 'closed', closing: 'withdrawn' })
    const page = await send(recordWithdrawal, desk, { body, wants: 'html' })
    expect(page).toMatchObject({ status: 303 })
  })

  it('is not made by a program that ticks the box and presses the button', async () => {
    const desk = await CaseDesk.open()
    const body = { confirm: 'on', reason: '', shownNumber: '' }
    const page = (await sendPage(recordWithdrawal, desk, { body })) as HttpResponse
    expect(page.status).toBe(422)
    expect(page.body).toContain('href="#field-withdrawal-shownNumber"')
    expect((await desk.state()).status).toBe('in-review')
    expect(await sendPage(recordWithdrawal, desk, { body: { confirm: 'on' } })).toMatchObject({ status: 303 })
  })

  it('may come before the address is confirmed, and without a reason', async () => {
    const desk = await CaseDesk.submitted()
    expect((await facts(send(recordWithdrawal, desk, { body: { confirm: true } }))).status).toBe(200)
  })

  it.each([{}, null, { confirm: 'no' }, { confirm: ['on', 'on'] }])('has to be meant: %j', async (body) => {
    const desk = await CaseDesk.open()
    expect(await send(recordWithdrawal, desk, { body })).toMatchObject({
      status: 422,
      errors: [{ field: 'confirm' }],
    })
    for (const language of ['fa', 'en'] as const) {
      const parts = { body, wants: 'html', language, languageChosen: true } as const
      const page = (await send(recordWithdrawal, desk, parts)) as HttpResponse
      expect(page.status).toBe(422)
      expect(page.body).toContain('href="#field-confirm"')
    }
    expect((await desk.state()).status).toBe('in-review')
  })

  it('shows a reason that is too long again without running it', async () => {
    const desk = await CaseDesk.open()
    const body = { confirm: 'on', reason: `</textarea><script>${'ب'.repeat(2000)}` }
    const page = (await send(recordWithdrawal, desk, { body, wants: 'html' })) as HttpResponse
    expect(page.status).toBe(422)
    expect(page.body).not.toContain('<script>')
  })

  it('is too late once everybody has signed, and gone once the case was rejected', async () => {
    const signed = await CaseDesk.open()
    await signed.toSigning()
    await signed.signAll()
    expect(await send(recordWithdrawal, signed, { body: { confirm: 'on' } })).toMatchObject({ status: 409 })
    const rejected = await CaseDesk.open()
    await rejected.decide(0, 'reject')
    expect(await send(recordWithdrawal, rejected, { body: { confirm: 'on' } })).toMatchObject({ status: 410 })
  })
})
