import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkTexts } from '#functions/review/check-step.ts'
import { recordDecision } from '#functions/review/record-decision.ts'
import { recordDelegation } from '#functions/review/record-delegation.ts'
import { recordRecusal } from '#functions/review/record-recusal.ts'
import { showReview } from '#functions/review/show-review.ts'
import { isProblem } from '#functions/shared/edge/errors.ts'
import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import { CaseDesk, kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { approve, type Place, seatsOf } from '#test/workflows/proposal/seats-of.ts'
import { decisionKinds } from '#workflows/decision.ts'
import { foresee } from '#workflows/proposal/foresee.ts'
import { settledOutcome } from '#workflows/proposal/quorum.ts'
import { countingRules } from '#workflows/proposal/stage-closing.ts'

type Door = typeof recordDecision

async function call(door: Door, desk: CaseDesk, parts: Partial<HttpRequest>): Promise<HttpResponse> {
  const answer = await door(request({ language: 'en', languageChosen: true, ...parts }), desk.dependencies)
  if (isProblem(answer)) throw new Error(`A problem: ${answer.code}`)
  return answer
}

const texts = checkTexts.en
const recorded = async (desk: CaseDesk) => (await desk.cases.entries(reference)).length

/** The form of the check step, filled in as it stands there. */
function carriedBy(page: string): Record<string, unknown> {
  const flat = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  const scores = flat.flatMap(([name, value]) => {
    const [, id] = /^scores\[(.+)\]$/.exec(name) ?? []
    return id === undefined ? [] : [[id, value] as const]
  })
  return { ...Object.fromEntries(flat), scores: Object.fromEntries(scores) }
}

describe('whoever ends a stage', () => {
  it('sees first what they send and what follows, and nothing is recorded until they send it', async () => {
    const desk = await CaseDesk.open()
    await desk.declare(0)
    const path = { token: await desk.reviewToken(0) }
    const before = await recorded(desk)
    const body = { decision: 'reject', reason: 'Not the city’s', reasonCode: 'REJ_LEGAL' }
    const check = await call(recordDecision, desk, { path, body })
    expect(check.status).toBe(200)
    for (const words of [
      texts.ends,
      'Not the city’s',
      'The stage’s outcome: rejected.',
      texts.send,
      texts.change,
    ]) {
      expect(check.body).toContain(words)
    }
    expect(await recorded(desk)).toBe(before)
    const sent = await call(recordDecision, desk, { path, body: carriedBy(check.body) })
    expect(sent).toMatchObject({ status: 303, headers: { location: `/review/${path.token}?lang=en` } })
    const receipt = await call(showReview, desk, { path })
    expect(receipt.status).toBe(200)
    expect(receipt.body).toContain('<h1>Your decision is recorded</h1>')
    expect(receipt.body).toContain('The stage’s one seat rejected it.')
    expect(receipt.body).not.toContain('You may change')
    expect(await call(recordDecision, desk, { path, body: { ...body, reason: 'Another' } })).toMatchObject({
      status: 410,
    })
  })

  it('decides at once as a program', async () => {
    const desk = await CaseDesk.open()
    await desk.declare(0)
    const path = { token: await desk.reviewToken(0) }
    const body = { decision: 'approve', reason: 'Complete' }
    const answer = await call(recordDecision, desk, { path, body, wants: 'json' })
    expect(JSON.parse(answer.body)).toMatchObject({ stageOutcome: 'approved' })
  })

  it('is told of a mean that the own score alone misses', async () => {
    const state = { stage: 'research', round: 1, seats: seatsOf(['open']) }
    const seen = foresee(state, { seat: 'seat-0', decision: 'approve', score: 60 }, kerman)
    expect(seen).toMatchObject({
      ends: 'certainly',
      outcome: 'changes-requested',
      settled: { because: { cause: 'mean-below-minimum', mean: 60, minimum: 65 } },
    })
  })

  it('is asked nothing more where others are still awaited', async () => {
    const desk = await CaseDesk.open()
    await desk.toResearch()
    await desk.declare(0)
    const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, '4']))
    const body = { decision: 'approve', reason: 'Good', scores }
    const path = { token: await desk.reviewToken(0) }
    expect(await call(recordDecision, desk, { path, body })).toMatchObject({ status: 303 })
  })

  it('learns from the check step nothing of what the others answered', async () => {
    const pages = await Promise.all(
      decisionKinds.map(async (first) => {
        const desk = await CaseDesk.open()
        for (let stage = 0; stage < 3; stage += 1) await desk.approveStage()
        await desk.must({ type: 'open-stage' })
        await desk.decide(0, first)
        await desk.declare(1)
        const path = { token: await desk.reviewToken(1) }
        const { body } = await call(recordDecision, desk, {
          path,
          body: { decision: 'approve', reason: 'Good' },
        })
        expect(body).toContain(texts.mayEnd)
        return body.replaceAll(path.token, 'token')
      }),
    )
    expect(new Set(pages).size).toBe(1)
  })

  it('is foreseen rightly, whatever the others answered', () => {
    const place = fc.oneof(
      fc.constantFrom<Place>(
        'open',
        'vacant',
        { decision: 'reject', score: null },
        { decision: 'request-changes', score: null },
      ),
      fc.constantFrom(0, 40, 65, 100).map((score) => approve(score)),
    )
    let certain = 0
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 3 }),
        fc.constantFrom(...decisionKinds),
        fc.constantFrom(0, 60, 100),
        fc.constantFrom('intake', 'research', 'investment', 'board'),
        (others, decision, score, stage) => {
          const own = { decision, score: stage === 'research' || stage === 'investment' ? score : null }
          const at = { stage, round: 1 }
          const places = stage === 'research' || stage === 'investment' ? others : others.map(unscored)
          const seen = foresee(
            { ...at, seats: seatsOf(['open', ...places]) },
            { seat: 'seat-0', ...own },
            kerman,
          )
          const settled = settledOutcome(seatsOf([own, ...places]), countingRules(at, kerman))
          if (seen.ends === 'certainly') {
            certain += 1
            expect(settled).not.toBeNull()
          }
          if (seen.outcome !== null) expect(settled?.outcome).toBe(seen.outcome)
          if (seen.settled !== null) expect(settled).toEqual(seen.settled)
        },
      ),
      { numRuns: 500 },
    )
    expect(certain).toBeGreaterThan(20)
  })
})

describe('a post that ends somebody’s part', () => {
  it.each([
    ['recusal', recordRecusal, { reason: 'A cousin' }, 'Your recusal is recorded'],
    [
      'delegation',
      recordDelegation,
      { name: 'Sara Karimi', email: 'sara@kerman.example', reason: 'She knows it' },
      'The review is passed on',
    ],
  ] as const)(
    'is answered with its receipt, at later visits too, and programs are told that the seat is gone: %s',
    async (_what, door, body, title) => {
      const desk = await CaseDesk.open()
      const path = { token: await desk.reviewToken(0) }
      const answer = await call(door, desk, { path, body })
      expect(answer).toMatchObject({
        status: 303,
        headers: { location: `/review/${path.token}?done=true&lang=en` },
      })
      const receipt = await call(showReview, desk, { path, query: { done: 'true' } })
      expect(receipt.status).toBe(200)
      expect(receipt.body).toContain(`<h1>${title}</h1>`)
      expect((await call(showReview, desk, { path })).body).toBe(receipt.body)
      expect((await call(showReview, desk, { path, wants: 'json' })).status).toBe(410)
    },
  )
})

function unscored(place: Place): Place {
  return typeof place === 'string' ? place : { ...place, score: null }
}
