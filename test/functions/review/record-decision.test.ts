import { describe, expect, it } from 'vitest'
import { recordDecision } from '#functions/review/record-decision.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpResponse } from '#functions/shared/http/http.ts'
import {
  CaseDesk,
  kerman,
  reference,
  request,
  revisionOf,
  secretSolution,
} from '#test/functions/desk/case-desk.ts'

const decideBy = (desk: CaseDesk, token: string, body: unknown, parts: Parameters<typeof request>[0] = {}) =>
  recordDecision(request({ path: { token }, wants: 'json', body, ...parts }), desk.dependencies)

async function facts(answer: Promise<Awaited<ReturnType<typeof recordDecision>>>) {
  const given = await answer
  if (isProblem(given)) throw new Error(`A problem: ${given.code}`)
  return { status: given.status, ...(JSON.parse(given.body) as Record<string, unknown>) }
}

const scores = (value: string) =>
  Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, value] as const))

async function research(): Promise<{ desk: CaseDesk; token: string }> {
  const desk = await CaseDesk.open()
  await desk.toResearch()
  await desk.declare(0)
  return { desk, token: await desk.reviewToken(0) }
}

const approval = { decision: 'approve', reason: 'طرح سودمندی است', scores: scores('۴') }
const everyScore = kerman.rubric.criteria.map(({ id }) => `scores[${id}]`)
const entriesOf = async (desk: CaseDesk, type: string) =>
  (await desk.cases.entries(reference)).filter((entry) => entry.type === type)

describe('a decision', () => {
  it('is recorded with its receipt, scores in Persian digits included', async () => {
    const { desk, token } = await research()
    const answer = await facts(decideBy(desk, token, { ...approval, reasonCode: 'APPROVE_PILOT' }))
    const entry = (await entriesOf(desk, 'ReviewDecided')).find(
      ({ data }) => 'stage' in data && data.stage === 'research',
    )
    expect(answer).toEqual({
      status: 200,
      reference,
      stage: 'research',
      round: 1,
      decision: 'approve',
      receipt: { sequence: entry?.sequence, digest: entry?.digest, at: entry?.at },
      stageOutcome: null,
    })
    expect(entry?.data).toMatchObject({ reasonCode: 'APPROVE_PILOT', score: 80, scores: { revenue: 4 } })
  })

  it('leads a browser back to the page that shows the receipt, in its language', async () => {
    const { desk, token } = await research()
    const answer = decideBy(desk, token, approval, { wants: 'html', language: 'en', languageChosen: true })
    expect(await answer).toMatchObject({ status: 303, headers: { location: `/review/${token}?lang=en` } })
  })

  it('tells the outcome when it closes the stage, and gives a repeat the same receipt', async () => {
    const desk = await CaseDesk.open()
    await desk.declare(0)
    const token = await desk.reviewToken(0)
    const body = { decision: 'approve', reason: 'مدارک کامل است' }
    const first = await facts(decideBy(desk, token, body))
    expect(first).toMatchObject({ status: 200, stage: 'intake', stageOutcome: 'approved' })
    expect(await facts(decideBy(desk, token, body))).toEqual(first)
    expect(await decideBy(desk, token, body, { wants: 'html' })).toMatchObject({ status: 303 })
    await desk.must({ type: 'open-stage' })
    expect(await facts(decideBy(desk, token, body))).toEqual(first)
  })

  it('is one entry with one receipt when a hundred requests carry it at once', async () => {
    const { desk, token } = await research()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => facts(decideBy(desk, token, approval))),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 200 })
    const decided = await entriesOf(desk, 'ReviewDecided')
    expect(decided.filter(({ data }) => 'stage' in data && data.stage === 'research')).toHaveLength(1)
  })

  it('may be changed until the stage closes: the last word counts', async () => {
    const { desk, token } = await research()
    await facts(decideBy(desk, token, approval))
    const changed = await facts(decideBy(desk, token, { decision: 'reject', reason: 'نظرم برگشت' }))
    expect(changed).toMatchObject({ decision: 'reject', stageOutcome: null })
    const state = await desk.state()
    expect(state.status === 'in-review' && state.seats[0]?.decision).toMatchObject({ decision: 'reject' })
  })
})

describe('a decision that is refused', () => {
  it('names every wrong field, and the page shows them beside what was typed', async () => {
    const { desk, token } = await research()
    const body = {
      decision: 'maybe',
      reason: 'دلیلی',
      scores: { revenue: '9', fit: '۲٫۵', other: '1', team: '3' },
    }
    const problem = await decideBy(desk, token, body)
    expect(problem).toMatchObject({ status: 422 })
    const fields = isProblem(problem) ? problem.errors?.map(({ field }) => field) : []
    expect(fields).toEqual(
      expect.arrayContaining(['decision', 'scores[revenue]', 'scores[fit]', 'scores[other]', 'scores[risk]']),
    )
    expect(new Set(fields).size).toBe(fields?.length)
    const page = await decideBy(desk, token, body, { wants: 'html' })
    expect(page).toMatchObject({ status: 422 })
    expect((page as HttpResponse).body).toContain('href="#field-decision"')
    expect((page as HttpResponse).body).toContain('دلیلی')
    expect((page as HttpResponse).body).toContain('value="3"')
  })

  it.each([
    ['nothing', null, ['decision', 'reason']],
    ['a list', [], ['decision', 'reason']],
    ['a list as the decision', { decision: ['approve'], reason: 'دلیل' }, ['decision']],
    ['no reason', { decision: 'reject' }, ['reason']],
    ['blanks as the reason', { decision: 'reject', reason: ' \u200c  ' }, ['reason']],
    ['a reason that is too long', { decision: 'reject', reason: 'م'.repeat(4001) }, ['reason']],
    [
      'a code of another decision',
      { decision: 'reject', reason: 'دلیل', reasonCode: 'RET_DOCS' },
      ['reasonCode'],
    ],
    ['an approval without scores', { decision: 'approve', reason: 'دلیل' }, everyScore],
    ['scores that are no record', { decision: 'approve', reason: 'دلیل', scores: 'all' }, everyScore],
    [
      'a digest that is none',
      { decision: 'reject', reason: 'دلیل', documentsDigest: 'x' },
      ['documentsDigest'],
    ],
  ])('says which fields are amiss: %s', async (_what, body, fields) => {
    const { desk, token } = await research()
    const before = await desk.cases.find(reference)
    for (const language of ['fa', 'en'] as const) {
      const problem = await decideBy(desk, token, body, { language, languageChosen: true })
      expect(problem).toMatchObject({ status: 422 })
      expect(isProblem(problem) ? problem.errors?.map(({ field }) => field) : []).toEqual(fields)
      const page = await decideBy(desk, token, body, { wants: 'html', language, languageChosen: true })
      expect(page).toMatchObject({ status: 422 })
      expect((page as HttpResponse).body).toContain('role="alert"')
    }
    expect(await desk.cases.find(reference)).toEqual(before)
  })

  it('shows what was typed without running it', async () => {
    const { desk, token } = await research()
    const body = { decision: '', reason: '</textarea><script>alert(1)</script>' }
    const page = (await decideBy(desk, token, body, { wants: 'html' })) as HttpResponse
    expect(page.status).toBe(422)
    expect(page.body).not.toContain('<script>')
  })

  it('needs the declaration first', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const body = { decision: 'approve', reason: 'بدون اظهار' }
    expect(await decideBy(desk, token, body)).toMatchObject({ status: 409, code: 'declaration-missing' })
  })

  it('is not found by an unknown link', async () => {
    const desk = await CaseDesk.open()
    expect(await decideBy(desk, 'unknown', approval)).toMatchObject({ status: 404 })
  })

  it('is gone in a closed stage, with what was decided, also when the body is amiss', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    await desk.decide(0, 'approve')
    for (const body of [{ decision: 'reject', reason: 'دیر رسید' }, {}]) {
      const json = await facts(decideBy(desk, token, body))
      expect(json).toMatchObject({ status: 410, decision: 'approve', stageOutcome: 'approved' })
      const page = (await decideBy(desk, token, body, { wants: 'html' })) as HttpResponse
      expect(page.status).toBe(410)
      expect(page.body).not.toContain(secretSolution)
    }
    expect(await entriesOf(desk, 'ReviewDecided')).toHaveLength(1)
  })

  it('is stale when the documents have changed since, and says what changed', async () => {
    const desk = await CaseDesk.open()
    const token = await desk.reviewToken(0)
    const shown = (await desk.state()).documentsDigest
    await desk.decide(0, 'request-changes')
    await desk.revise({ durationMonths: 24, risks: `${'خ'.repeat(50)} <script>` })
    const before = await desk.cases.find(reference)
    const body = { decision: 'approve', reason: 'خوب است', documentsDigest: shown }
    expect(await decideBy(desk, token, body)).toMatchObject({
      status: 409,
      code: 'stale-documents',
      errors: [{ field: 'durationMonths' }, { field: 'risks' }],
    })
    const page = (await decideBy(desk, token, body, { wants: 'html' })) as HttpResponse
    expect(page.status).toBe(409)
    expect(page.body).toContain('مدارک این طرح تغییر کرده است')
    expect(page.body).toContain('مدت قرارداد')
    expect(page.body).toContain(`href="/review/${token}"`)
    expect(page.body).not.toContain('<script>')
    const english = { wants: 'html', language: 'en', languageChosen: true } as const
    const translated = (await decideBy(desk, token, body, english)) as HttpResponse
    expect(translated.body).toContain('Duration (months)')
    expect(translated.body).toContain(`/review/${token}?lang=en`)
    expect(await desk.cases.find(reference)).toEqual(before)
    const kept = await desk.drafts.find({ reference, ...(await desk.seat(0)) })
    expect(kept).toMatchObject({ reason: 'خوب است' })
  })

  it('is stale also for a digest that belongs to no revision', async () => {
    const { desk, token } = await research()
    const body = {
      ...approval,
      documentsDigest: revisionOf(1, { title: 'طرحی که هرگز ثبت نشد' }).documentsDigest,
    }
    expect(await decideBy(desk, token, body)).toMatchObject({ status: 409, errors: [] })
  })

  it('counts when it names the current digest', async () => {
    const { desk, token } = await research()
    const { documentsDigest } = await desk.state()
    expect(await facts(decideBy(desk, token, { ...approval, documentsDigest }))).toMatchObject({
      status: 200,
    })
  })
})
