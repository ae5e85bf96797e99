import { describe, expect, it } from 'vitest'
import { recordDecision } from '#functions/review/record-decision.ts'
import { showReview } from '#functions/review/show-review.ts'
import { commit } from '#functions/shared/commit.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { Answer } from '#functions/shared/http/http.ts'
import { momentWords } from '#functions/shared/pages/deadline-words.ts'
import { showCase } from '#functions/track/show-case.ts'
import { CaseDesk, kerman, request } from '#test/functions/desk/case-desk.ts'
import { silenceOf } from '#workflows/proposal/deadlines.ts'

const lapsing = {
  ...kerman,
  stages: kerman.stages.map((stage) => ({ ...stage, onDeadline: 'lapse' as const })),
}
const officer = kerman.caseOffice.members[0]?.email ?? ''
const languages = ['fa', 'en'] as const

function answered(answer: Answer) {
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return { ...answer, body: answer.body ?? '' }
}

const asked = (token: string, language: 'fa' | 'en', wants: 'html' | 'json') =>
  request({ path: { token }, language, languageChosen: true, wants })

/** Between a deadline and the hour at which silence closes the case. */
async function between(desk: CaseDesk) {
  const state = await desk.state()
  if (!('deadline' in state)) throw new Error('Nothing is due')
  desk.now = new Date(Date.parse(state.deadline.at) + 60 * 60_000)
  const lapsesAt = silenceOf(state.deadline)
  expect(lapsesAt > desk.now.toISOString()).toBe(true)
  const dependencies = { ...desk.dependencies, programmeOf: () => lapsing }
  const review = async (token: string, language: 'fa' | 'en', wants: 'html' | 'json' = 'html') =>
    answered(await showReview(asked(token, language, wants), dependencies))
  const track = async (language: 'fa' | 'en', wants: 'html' | 'json' = 'html') =>
    answered(await showCase(asked(await desk.trackToken(), language, wants), dependencies))
  const extend = () =>
    desk.must({ type: 'extend', by: officer, until: '2027-02-01T20:30:00.000Z', reason: 'A week more' })
  const moment = (language: 'fa' | 'en') => momentWords(lapsesAt, language, kerman.timeZone)
  return { dependencies, lapsesAt, review, track, extend, moment }
}

const unless = { fa: 'اگر دبیرخانه آن را تمدید نکند', en: 'Unless the case office extends it' }
const noMore = { fa: 'نظری از شما پذیرفته نمی‌شود', en: 'no decision of yours is accepted any more' }
const inReview = { fa: 'در حال بررسی', en: 'In review' }

describe('between the deadline of a stage that lapses and the hour at which it does', () => {
  it('a reviewer is told until when it may still be extended, and reviews again once it is', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const { dependencies, review, lapsesAt, moment, extend } = await between(desk)
    for (const language of languages) {
      const { status, body } = await review(token, language)
      expect(status).toBe(410)
      expect(body).toContain(unless[language])
      expect(body).toContain(moment(language))
      expect(body).not.toContain(noMore[language])
      const facts = JSON.parse((await review(token, language, 'json')).body)
      expect(facts).toMatchObject({ status: 410, lapsesAt })
      expect(facts.detail).toContain(moment(language))
    }
    const sent = request({ path: { token }, wants: 'json', body: { decision: 'approve', reason: 'دلیل' } })
    const refused = answered(await recordDecision(sent, dependencies))
    expect(refused.status).toBe(410)
    expect(refused.body).toContain(moment('fa'))
    await extend()
    expect((await review(token, 'en')).status).toBe(200)
  })

  it('a reviewer who has decided is told of that and of the time, not of an end', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const token = await desk.reviewToken(0)
    await desk.declare(0)
    await desk.decide(0, 'approve', 'نظر ثبت‌شدهٔ من')
    const { review, moment, lapsesAt } = await between(desk)
    const ended = { fa: 'مرحله پایان یافته است', en: 'The stage has ended' }
    for (const language of languages) {
      const { status, body } = await review(token, language)
      expect(status).toBe(200)
      expect(body).toContain('نظر ثبت‌شدهٔ من')
      expect(body).toContain(moment(language))
      expect(body).toContain(unless[language])
      expect(body).not.toContain(ended[language])
    }
    expect(JSON.parse((await review(token, 'fa', 'json')).body)).toMatchObject({ lapsesAt })
  })

  it('the applicant is told so too, and that the office has it', async () => {
    const desk = await CaseDesk.open()
    expect(
      answered(await showCase(request({ path: { token: await desk.trackToken() } }), desk.dependencies)).body,
    ).toContain(inReview.fa)
    const { track, lapsesAt, moment, extend } = await between(desk)
    for (const language of languages) {
      const { body } = await track(language)
      expect(body).toContain(unless[language])
      expect(body).toContain(moment(language))
      expect(body).not.toContain(inReview[language])
      expect(JSON.parse((await track(language, 'json')).body)).toMatchObject({
        lapsesAt,
        inHand: [kerman.caseOffice.name[language]],
      })
    }
    await extend()
    expect((await track('fa')).body).toContain(inReview.fa)
    expect(JSON.parse((await track('fa', 'json')).body)).toMatchObject({ lapsesAt: null })
  })

  it('both are told of the end, and of nothing to come, once it has lapsed', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const { dependencies, review, track, lapsesAt } = await between(desk)
    desk.now = new Date(lapsesAt)
    await commit(dependencies, (await desk.state()).reference, { type: 'expire' })
    expect((await desk.state()).status).toBe('closed')
    for (const page of [await review(token, 'fa'), await track('fa')])
      expect(page.body).not.toContain(unless.fa)
    expect(JSON.parse((await review(token, 'fa', 'json')).body)).toMatchObject({ lapsesAt: null })
  })

  it('neither is told so of a stage that is held', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    const token = await desk.reviewToken(0)
    await between(desk)
    const page = answered(await showReview(request({ path: { token } }), desk.dependencies))
    expect(page.status).toBe(200)
    expect(page.body).not.toContain(unless.fa)
    const path = { token: await desk.trackToken() }
    expect(answered(await showCase(request({ path }), desk.dependencies)).body).not.toContain(unless.fa)
  })
})

describe('between the deadline of a revision and the hour at which the case lapses', () => {
  it('the applicant is told until when there may be more time, and may send once there is', async () => {
    const desk = await CaseDesk.open()
    await desk.decide(0, 'request-changes')
    const { track, lapsesAt, moment, extend } = await between(desk)
    for (const language of languages) {
      const { body } = await track(language)
      expect(body).toContain(unless[language])
      expect(body).toContain(moment(language))
      expect(JSON.parse((await track(language, 'json')).body)).toMatchObject({ lapsesAt, mayRevise: false })
    }
    await extend()
    expect(JSON.parse((await track('en', 'json')).body)).toMatchObject({ lapsesAt: null, mayRevise: true })
  })
})
