import { expect, it } from 'vitest'
import { reviewRoutes } from '#functions/review/door.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import { CaseDesk, kerman, reference, request } from '#test/functions/desk/case-desk.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function handlerOf(desk: CaseDesk) {
  const logged: string[] = []
  const handle = httpHandler({
    edge: () => testEdge,
    dependencies: () => desk.dependencies,
    routes: reviewRoutes,
    log: (line) => logged.push(line),
  })
  const send = (spec: Parameters<typeof gatewayEvent>[0]) => handle(gatewayEvent(spec), lambdaContext)
  return { send, logged }
}

it('takes a whole review as a browser sends it, and keeps the token out of the log', async () => {
  const desk = await CaseDesk.open()
  await desk.toResearch()
  const token = await desk.reviewToken(0)
  const { send, logged } = handlerOf(desk)
  const path = `/review/${token}`
  const common = { path: { token }, headers: form }
  const declared = await send({
    ...common,
    routeKey: 'POST /review/{token}/declaration',
    body: `lang=en&noConflict=true&shownNumber=${shownNumber(token)}`,
  })
  expect(declared).toMatchObject({ statusCode: 303, headers: { location: `${path}?lang=en` } })
  const scores = kerman.rubric.criteria.map(({ id }) => `${encodeURIComponent(`scores[${id}]`)}=%DB%B5`)
  const body = ['decision=approve', `reason=${encodeURIComponent('طرح سودمندی است')}`, ...scores].join('&')
  const decided = await send({ ...common, routeKey: 'POST /review/{token}', body })
  expect(decided).toMatchObject({ statusCode: 303, headers: { location: path } })
  const shown = await send({ ...common, routeKey: 'GET /review/{token}' })
  expect(shown).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } })
  const state = await desk.state()
  expect(state.status === 'in-review' && state.seats[0]?.decision).toMatchObject({ score: 100 })
  expect(logged.length).toBe(3)
  expect(logged.join('\n')).not.toContain(token)
})

it('answers a wrong body with problem details that name the fields', async () => {
  const desk = await CaseDesk.open()
  await desk.declare(0)
  const token = await desk.reviewToken(0)
  const answer = await handlerOf(desk).send({
    routeKey: 'POST /review/{token}',
    path: { token },
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ reason: 'دلیل' }),
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.headers?.['content-type']).toContain('application/problem+json')
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 422, errors: [{ field: 'decision' }] })
})

it('lets mail scanners open a link with GET and HEAD without any effect', async () => {
  const desk = await CaseDesk.open()
  const token = await desk.reviewToken(0)
  const before = await desk.cases.find(reference)
  for (const method of ['GET', 'HEAD']) {
    const answer = await handlerOf(desk).send({
      routeKey: 'GET /review/{token}',
      path: { token },
      method,
      body: 'decision=approve&reason=scanner&noConflict=on',
    })
    expect(answer.statusCode).toBe(200)
  }
  expect(await desk.cases.find(reference)).toEqual(before)
})

it('gives no link to another seat, stage or kind of page', async () => {
  const desk = await CaseDesk.open()
  await desk.toResearch()
  const tokens = [await desk.trackToken(), await desk.reviewToken(1)]
  const seat = await desk.seat(0)
  const { documentsDigest } = await desk.state()
  for (const token of tokens) {
    const body = { ...seat, decision: 'reject', reason: 'دلیل', documentsDigest }
    await reviewRoutes['POST /review/{token}']?.(request({ path: { token }, body }), desk.dependencies)
  }
  const decided = (await desk.cases.entries(reference)).filter(
    ({ type, data }) => type === 'ReviewDecided' && 'stage' in data && data.stage === 'research',
  )
  expect(decided).toEqual([])
})
