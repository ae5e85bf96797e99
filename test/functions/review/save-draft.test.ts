import { describe, expect, it } from 'vitest'
import { recordDecision } from '#functions/review/record-decision.ts'
import { saveDraft } from '#functions/review/save-draft.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import { CaseDesk, kerman, reference, request } from '#test/functions/desk/case-desk.ts'

const half = 'تا اینجا خوب است، اما'
const [criterion = ''] = kerman.rubric.criteria.map(({ id }) => id)
const written = { reason: half, decision: 'reject', reasonCode: '', scores: { [criterion]: '۴' } }

/** A research seat whose reviewer has declared. */
async function atResearch() {
  const desk = await CaseDesk.open()
  await desk.toResearch()
  await desk.declare(0)
  const token = await desk.reviewToken(0)
  const send = (route: typeof saveDraft, parts: Parameters<typeof request>[0] = {}) =>
    route(request({ path: { token }, wants: 'html', ...parts }), desk.dependencies)
  const save = (body: unknown) => send(saveDraft, { body })
  const shown = async () => ((await send(showReview)) as HttpResponse).body
  const facts = async () =>
    JSON.parse(((await send(showReview, { wants: 'json' })) as HttpResponse).body) as Record<string, unknown>
  return { desk, token, send, save, shown, facts }
}

describe('a draft', () => {
  it('is found again by the link, with the scores, and the ledger knows nothing of it', async () => {
    const { desk, token, save, shown, facts } = await atResearch()
    const before = await desk.cases.entries(reference)
    expect(await save(written)).toMatchObject({
      status: 303,
      headers: { location: `/review/${token}#decision` },
    })
    const page = await shown()
    expect(page).toContain(half)
    expect(page).toMatch(new RegExp(`name="scores\\[${criterion}\\]" value="4" checked`))
    expect(page).toContain('گزینش شما «مخالفت» بود')
    expect(page).toContain('پیش‌نویس شما اینجاست')
    expect(await facts()).toMatchObject({
      decision: null,
      draft: {
        reason: half,
        scores: { [criterion]: '۴' },
        chosen: 'reject',
        savedAt: desk.now.toISOString(),
      },
    })
    expect(await desk.cases.entries(reference)).toEqual(before)
  })

  it.each(['reason', 'conditions'])('is not kept with the sign of a loss in it: %s', async (field) => {
    const { save, facts } = await atResearch()
    expect(await save({ ...written, [field]: 'Jos\ufffd' })).toMatchObject({ status: 422 })
    expect(await facts()).toMatchObject({ draft: null })
  })

  it('is kept whole or not at all: nothing of the conditions is cut off', async () => {
    const { save, facts, shown } = await atResearch()
    const whole = Array.from({ length: 10 }, () => '😀'.repeat(1000)).join('\n')
    expect(await save({ ...written, conditions: `${whole}${'a'.repeat(20)}` })).toMatchObject({ status: 422 })
    expect(await facts()).toMatchObject({ draft: null })
    await save({ ...written, conditions: whole })
    expect((await shown()).includes(`${whole}</textarea>`)).toBe(true)
  })

  it('holds no decision: no control preselects one', async () => {
    const { save, shown } = await atResearch()
    await save(written)
    expect(await shown()).not.toMatch(/name="decision"[^>]*checked/)
    expect(await shown()).not.toContain('selected')
  })

  it('goes before what was decided earlier, until it becomes the decision', async () => {
    const { desk, send, save, shown } = await atResearch()
    await desk.decide(0, 'approve', 'نخستین دلیل')
    await save({ reason: 'دلیل بهتر' })
    expect(await shown()).toContain('دلیل بهتر</textarea>')
    const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, '5']))
    await send(recordDecision, { body: { decision: 'approve', reason: 'دلیل بهتر', scores } })
    expect(await desk.drafts.find({ reference, ...(await desk.seat(0)) })).toBeUndefined()
    expect(await shown()).not.toContain('پیش‌نویس شما اینجاست')
  })

  it('is erased by a form that holds nothing', async () => {
    const { save, shown, send } = await atResearch()
    await save(written)
    await save({ reason: '  ', scores: {} })
    expect(await shown()).not.toContain(half)
    const answer = await send(saveDraft, { wants: 'json', body: null })
    expect(JSON.parse((answer as HttpResponse).body)).toMatchObject({ savedAt: null })
  })

  it('is erased when the round ends, whoever ends it', async () => {
    const byOffice = await atResearch()
    await byOffice.save(written)
    const seat = { reference, ...(await byOffice.desk.seat(0)) }
    await byOffice.desk.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'تکراری است' })
    expect(await byOffice.desk.drafts.find(seat)).toBeUndefined()

    const byApplicant = await atResearch()
    await byApplicant.save(written)
    await byApplicant.desk.must({ type: 'withdraw', reason: 'شریک ما رفت' })
    expect(await byApplicant.desk.drafts.find(seat)).toBeUndefined()
  })

  it('is erased when the seat goes to somebody else, and stays when another seat moves', async () => {
    const { desk, save } = await atResearch()
    await save(written)
    const seat = await desk.seat(0)
    await desk.declare(1)
    await desk.must({ type: 'recuse', ...(await desk.seat(1)), reason: 'خویشاوندی' })
    expect(await desk.drafts.find({ reference, ...seat })).toMatchObject({ reason: half })
    await desk.must({ type: 'recuse', ...seat, reason: 'خویشاوندی' })
    expect(await desk.drafts.find({ reference, ...seat })).toBeUndefined()
  })

  it('is nobody else’s to read, should it have stayed behind', async () => {
    const { desk, shown } = await atResearch()
    const { stage, seat } = await desk.seat(0)
    const draft = {
      email: 'before@kerman.example',
      at: desk.now.toISOString(),
      reason: half,
      scores: {},
      conditions: '',
    }
    await desk.drafts.save({ reference, stage, seat }, draft)
    expect(await shown()).not.toContain(half)
  })

  it('is refused before the declaration and when it is too long, and gone with the stage', async () => {
    const { desk, save, send } = await atResearch()
    const other = await desk.reviewToken(1)
    const undeclared = await send(saveDraft, { path: { token: other }, body: written })
    expect(isProblem(undeclared) && undeclared.code).toBe('declaration-missing')
    const long = (await save({ reason: 'ب'.repeat(4001) })) as HttpResponse
    expect(long.status).toBe(422)
    expect(long.body).toContain('href="#field-reason"')
    await desk.must({ type: 'withdraw', reason: 'شریک ما رفت' })
    expect((await save(written)).status).toBe(410)
  })
})
