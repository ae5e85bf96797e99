import { describe, expect, it } from 'vitest'
import { recordDecision } from '#functions/review/record-decision.ts'
import { recordDeclaration } from '#functions/review/record-declaration.ts'
import { recordDelegation } from '#functions/review/record-delegation.ts'
import { recordRecusal } from '#functions/review/record-recusal.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { applicant, CaseDesk, reference, request, secretSolution } from '#test/functions/desk/case-desk.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'

type Route = typeof recordRecusal

const send = (route: Route, desk: CaseDesk, token: string, parts: Parameters<typeof request>[0]) =>
  route(request({ path: { token }, wants: 'json', ...parts }), desk.dependencies)

async function facts(answer: ReturnType<Route>) {
  const given = await answer
  if (isProblem(given)) throw new Error(`A problem: ${given.code}`)
  return JSON.parse(given.body) as Record<string, unknown>
}

const colleague = {
  name: 'ناهید شریفی',
  email: 'n.sharifi@kerman.example',
  role: '',
  reason: 'متخصص این حوزه است',
}
const seatOf = async (desk: CaseDesk) => {
  const state = await desk.state()
  return state.status === 'in-review' ? state.seats[0] : undefined
}

describe('silence', () => {
  it('passes the seat on, and its link says so in friendly words and decides nothing', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await send(recordDeclaration, desk, token, { body: { noConflict: 'on' } })
    const state = await desk.state()
    if (!('deadline' in state)) throw new Error('A review is due')
    desk.now = new Date(silenceOf(state.deadline))
    await desk.must({ type: 'expire' })
    expect((await seatOf(desk))?.holder?.email).toBe('r.nakhaei@kerman.example')
    for (const language of ['fa', 'en'] as const) {
      const shown = { wants: 'html', language, languageChosen: true } as const
      const { status, body } = (await send(showReview, desk, token, shown)) as HttpResponse
      expect(status).toBe(410)
      expect(body).toContain(language === 'fa' ? 'به جانشین این جایگاه رسید' : 'has passed to the alternate')
      expect(body).not.toContain(secretSolution)
      expect(body).not.toContain('<form method="post"')
    }
    const answer = { decision: 'approve', reason: 'دیر شد' }
    expect(await facts(send(recordDecision, desk, token, { body: answer }))).toMatchObject({
      status: 410,
      reason: 'seat-reassigned',
      departure: 'silence',
    })
    for (const [route, body] of [
      [recordRecusal, { reason: 'دیر شد' }],
      [recordDelegation, colleague],
      [recordDeclaration, { noConflict: 'on' }],
    ] as const) {
      expect(await send(route, desk, token, { body })).toMatchObject({ status: 410 })
    }
    const now = await desk.reviewToken(0)
    expect(await facts(send(showReview, desk, now, {}))).toMatchObject({ declared: false })
  })
})

describe('a declaration', () => {
  it.each(['on', 'true', true])('opens the documents: %s', async (noConflict) => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const first = await facts(send(recordDeclaration, desk, token, { body: { noConflict } }))
    expect(first).toMatchObject({ reference, seat: 'secretariat', declared: true })
    expect(await facts(send(recordDeclaration, desk, token, { body: { noConflict } }))).toEqual(first)
    const page = (await send(showReview, desk, token, { wants: 'html' })) as HttpResponse
    expect(page.body).toContain(secretSolution)
  })

  it.each([{}, null, { noConflict: 'false' }, { noConflict: ['on'] }, { noConflict: '' }])(
    'is missing unless it is said: %j',
    async (body) => {
      const desk = await CaseDesk.open()
      const token = await desk.reviewToken(0)
      expect(await send(recordDeclaration, desk, token, { body })).toMatchObject({
        status: 422,
        errors: [{ field: 'noConflict' }],
      })
      const page = (await send(recordDeclaration, desk, token, { body, wants: 'html' })) as HttpResponse
      expect(page.status).toBe(422)
      expect(page.body).toContain('class="fault"')
      expect(page.body).not.toContain(secretSolution)
      expect((await seatOf(desk))?.declared).toBe(false)
    },
  )

  it('leads a browser to the page', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const body = { noConflict: 'true', shownNumber: shownNumber(token) }
    expect(await send(recordDeclaration, desk, token, { body, wants: 'html' })).toMatchObject({
      status: 303,
      headers: { location: `/review/${token}` },
    })
  })

  it('is not made by a program that ticks the box and presses the button', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    for (const shown of [undefined, '', '1', 'on', ['1', '2']]) {
      const body = { noConflict: 'true', shownNumber: shown }
      const page = (await send(recordDeclaration, desk, token, { body, wants: 'html' })) as HttpResponse
      expect(page.status).toBe(422)
      expect(page.body).toContain('href="#field-shownNumber"')
    }
    expect((await seatOf(desk))?.declared).toBe(false)
  })

  it('is gone in a closed stage', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.decide(0, 'approve')
    expect(await send(recordDeclaration, desk, token, { body: { noConflict: 'on' } })).toMatchObject({
      status: 410,
    })
  })
})

describe('a recusal', () => {
  it('gives the seat to the alternate and closes the documents to whoever left', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.declare(0)
    const body = { reason: 'با متقاضی خویشاوندی دارم' }
    const first = await facts(send(recordRecusal, desk, token, { body }))
    expect(first).toMatchObject({ recused: true, seat: 'secretariat' })
    expect(await facts(send(recordRecusal, desk, token, { body }))).toEqual(first)
    expect((await seatOf(desk))?.holder?.email).toBe('r.nakhaei@kerman.example')
    const page = (await send(showReview, desk, token, { wants: 'html' })) as HttpResponse
    expect(page.status).toBe(200)
    expect(page.body).toContain('شما از این بررسی کناره گرفتید')
    expect(page.body).not.toContain(secretSolution)
    const recusals = (await desk.cases.entries(reference)).filter(({ type }) => type === 'ReviewerRecused')
    expect(recusals).toHaveLength(1)
  })

  it.each([{}, { reason: '' }, { reason: ['بله', 'خیر'] }])('needs a reason: %j', async (body) => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    expect(await send(recordRecusal, desk, token, { body })).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    })
    for (const language of ['fa', 'en'] as const) {
      const parts = { body, wants: 'html', language, languageChosen: true } as const
      expect(await send(recordRecusal, desk, token, parts)).toMatchObject({ status: 422 })
    }
    expect((await seatOf(desk))?.holder?.email).toBe('m.salari@kerman.example')
  })
})

describe('a second click on leaving', () => {
  const leaving = [
    ['a recusal', recordRecusal, { reason: 'A cousin' }],
    ['a delegation', recordDelegation, colleague],
  ] as const

  it.each(leaving)(
    'gets the same receipt after the stage and the case have ended: %s',
    async (_, route, body) => {
      const desk = await CaseDesk.open()
      const token = await desk.reviewToken(0)
      const first = await facts(send(route, desk, token, { body }))
      await desk.decide(0, 'approve')
      expect(await facts(send(route, desk, token, { body }))).toEqual(first)
      expect(await send(route, desk, token, { body, wants: 'html' })).toMatchObject({ status: 303 })
      await desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'The end' })
      expect(await facts(send(route, desk, token, { body }))).toEqual(first)
      const other = { ...colleague, email: 'third@kerman.example' }
      if (route === recordDelegation)
        expect(await send(route, desk, token, { body: other })).toMatchObject({ status: 410 })
    },
  )

  it('gets the same receipt where the recusal itself ended the stage', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'reject')
    await desk.decide(1, 'approve')
    let [token, first] = ['', {}]
    while ((await desk.state()).status === 'in-review') {
      token = await desk.reviewToken(2)
      first = await facts(send(recordRecusal, desk, token, { body: { reason: 'A cousin' } }))
    }
    expect(await facts(send(recordRecusal, desk, token, { body: { reason: 'A cousin' } }))).toEqual(first)
    expect(first).toMatchObject({ recused: true, receipt: { sequence: expect.any(Number) as number } })
  })

  it('is none by whoever voted there, or passed the seat on and recuses now', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await send(recordDelegation, desk, token, { body: colleague })
    const theirs = await desk.reviewToken(0)
    await desk.decide(0, 'approve')
    for (const one of [token, theirs])
      expect(await send(recordRecusal, desk, one, { body: { reason: 'No' } })).toMatchObject({ status: 410 })
  })
})

describe('a delegation', () => {
  it('gives the seat to a colleague, who declares anew, and repeats get the same receipt', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.declare(0)
    const first = await facts(send(recordDelegation, desk, token, { body: colleague }))
    expect(first).toMatchObject({ to: colleague.email, seat: 'secretariat' })
    expect(await facts(send(recordDelegation, desk, token, { body: colleague }))).toEqual(first)
    expect(await seatOf(desk)).toMatchObject({
      declared: false,
      delegated: true,
      holder: {
        name: { fa: colleague.name, en: colleague.name },
        role: { fa: 'به‌جای کارشناس دبیرخانهٔ سرمایه‌گذاری', en: 'For: Officer, investment secretariat' },
      },
    })
    const page = (await send(showReview, desk, token, {
      wants: 'html',
      language: 'en',
      languageChosen: true,
    })) as HttpResponse
    expect(page.status).toBe(200)
    expect(page.body).toContain('You passed this review to a colleague.')
  })

  it('happens once: the colleague cannot pass it on, and is not offered to', async () => {
    const desk = await CaseDesk.open()
    await facts(send(recordDelegation, desk, await desk.reviewToken(0), { body: colleague }))
    const token = await desk.reviewToken(0)
    const page = (await send(showReview, desk, token, { wants: 'html' })) as HttpResponse
    expect(page.body).not.toContain('/delegation')
    const onwards = { ...colleague, email: 'third@kerman.example' }
    expect(await send(recordDelegation, desk, token, { body: onwards })).toMatchObject({
      status: 409,
      code: 'already-delegated',
    })
  })

  it('comes before the decision', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.decide(0, 'approve')
    const token = await desk.reviewToken(0)
    expect(await send(recordDelegation, desk, token, { body: colleague })).toMatchObject({
      status: 409,
      code: 'already-decided',
    })
  })

  it.each([
    ['the applicant', applicant.email, 'person-is-applicant'],
    ['the applicant in other letters', applicant.email.toUpperCase(), 'person-is-applicant'],
    ['another seat’s holder', 'b.zangiabadi@kerman.example', 'person-holds-seat'],
    ['oneself', 's.iranmanesh@kerman.example', 'person-holds-seat'],
    ['somebody who decided in another stage', 'm.salari@kerman.example', 'person-decided-elsewhere'],
  ])('does not go to %s', async (_who, email, code) => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const token = await desk.reviewToken(0)
    const body = { ...colleague, email }
    expect(await send(recordDelegation, desk, token, { body })).toMatchObject({
      status: 409,
      code,
      errors: [{ field: 'email' }],
    })
    const page = (await send(recordDelegation, desk, token, { body, wants: 'html' })) as HttpResponse
    expect(page.status).toBe(409)
    expect(page.body).toContain(`value="${email}"`)
    expect(page.body).toContain('href="#field-delegation-email"')
    expect(page.body).toContain('id="field-delegation-email"')
    expect((await seatOf(desk))?.holder?.email).toBe('s.iranmanesh@kerman.example')
  })

  it.each([
    ['email', { ...colleague, email: 'a@b.example, c@d.example' }],
    ['email', { ...colleague, email: 'a@b.example\r\nBcc: c@d.example' }],
    ['email', { ...colleague, email: ['a@b.example'] }],
    ['name', { ...colleague, name: '' }],
    ['reason', { ...colleague, reason: '' }],
    ['role', { ...colleague, role: 'س'.repeat(121) }],
  ])('names the field that is amiss: %s', async (field, body) => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    expect(await send(recordDelegation, desk, token, { body })).toMatchObject({
      status: 422,
      errors: [{ field }],
    })
    expect(await send(recordDelegation, desk, token, { body, wants: 'html' })).toMatchObject({ status: 422 })
  })

  it('names every field of an empty body, and shows what was typed without running it', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    expect(await send(recordDelegation, desk, token, { body: null })).toMatchObject({ status: 422 })
    const body = { ...colleague, email: '"><script>' }
    const page = (await send(recordDelegation, desk, token, { body, wants: 'html' })) as HttpResponse
    expect(page.body).not.toContain('<script>')
  })

  it('is gone once the stage has closed', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.decide(0, 'approve')
    for (const body of [colleague, {}]) {
      expect(await send(recordDelegation, desk, token, { body })).toMatchObject({ status: 410 })
    }
    expect(await send(recordRecusal, desk, token, { body: { reason: 'دیر شد' } })).toMatchObject({
      status: 410,
    })
  })
})
