import { expect, it } from 'vitest'
import { boardRoutes, door } from '#functions/board/door.ts'
import { financeRoutes } from '#functions/finance/door.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import { answerSignIns } from '#functions/shared/office/sign-in-link.ts'
import { shownNumber } from '#functions/shared/pages/shown-number.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import { signRoutes } from '#functions/sign/door.ts'
import { kerman, reference } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { type EventSpec, gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const member = kerman.caseOffice.members[0]?.email ?? ''

// Error pages are headed with the city's name.

const edge = () => testEdge

function senderOf(desk: ContractDesk) {
  const logged: string[] = []
  const handle = httpHandler({
    edge,
    dependencies: () => desk.dependencies,
    routes: { ...boardRoutes, ...signRoutes, ...financeRoutes },
    log: (line) => logged.push(line),
  })
  const send = (spec: EventSpec) => handle(gatewayEvent(spec), lambdaContext)
  return { send, logged }
}

it('signs a browser in, shows the board and closes a case, with no secret in the log', async () => {
  const desk = await ContractDesk.inReview()
  const { send, logged } = senderOf(desk)
  const signIn = { routeKey: 'POST /board/sign-in' }
  await send({ ...signIn, headers: form, body: `email=${encodeURIComponent(member)}` })
  await answerSignIns({ ...desk.dependencies, publicUrl: 'https://tasvib.example', now: () => desk.now })
  const token = /enter\/(\S+)/.exec(desk.mailer.sent[0]?.text ?? '')?.[1] ?? ''
  const entered = await send({
    routeKey: 'POST /board/enter/{token}',
    path: { token },
    headers: form,
    body: `lang=fa&shownNumber=${shownNumber(token)}`,
  })
  expect(entered).toMatchObject({ statusCode: 303, headers: { location: '/board?lang=fa' } })
  const cookie = entered.cookies?.[0]?.split(';')[0] ?? ''
  const board = { routeKey: 'GET /board', cookies: [cookie] }
  const shown = await send(board)
  expect(shown).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } })
  expect(shown.body).toContain(reference)
  const closing = {
    routeKey: 'POST /board/cases/{reference}/closing',
    path: { reference },
    headers: form,
    body: `reason=${encodeURIComponent('تکراری است')}&confirm=true`,
  }
  expect(await send(closing)).toMatchObject({ statusCode: 303, headers: { location: '/board/sign-in' } })
  expect((await desk.state()).status).toBe('in-review')
  expect(await send({ ...closing, cookies: [cookie] })).toMatchObject({ statusCode: 303 })
  expect((await desk.state()).status).toBe('closed')
  for (const secret of [token, cookie.split('=')[1] ?? '', member]) {
    expect(logged.join('\n')).not.toContain(secret)
  }
})

it('refuses a form that another site sends with a member signed in', async () => {
  const desk = await ContractDesk.inReview()
  const [name, value] = Object.entries(await desk.session())[0] ?? []
  const answer = await senderOf(desk).send({
    routeKey: 'POST /board/cases/{reference}/closing',
    path: { reference },
    cookies: [`${name}=${value}`],
    headers: { ...form, 'sec-fetch-site': 'cross-site' },
    body: 'reason=abc&confirm=true',
  })
  expect(answer.statusCode).toBe(403)
  expect((await desk.state()).status).toBe('in-review')
})

it('takes a signature as a browser sends it, and answers HEAD without a body', async () => {
  const desk = await ContractDesk.signing()
  const token = await desk.signToken('startup')
  const { send, logged } = senderOf(desk)
  const common = { path: { token }, headers: form }
  const head = await send({ ...common, routeKey: 'GET /sign/{token}', method: 'HEAD' })
  expect(head).toMatchObject({ statusCode: 200, body: '' })
  await send({ ...common, routeKey: 'POST /sign/{token}/code', body: 'lang=fa' })
  const code = desk.codes.current({ reference, place: 'startup' }) ?? ''
  const digest = await desk.documentDigest()
  const body = `name=${encodeURIComponent('نرگس باقری‌پور')}&code=${code}&consent=true&documentDigest=${digest}`
  expect(await send({ ...common, routeKey: 'POST /sign/{token}', body })).toMatchObject({ statusCode: 303 })
  expect((await desk.entries()).at(-1)?.type).toBe('ContractSigned')
  for (const secret of [token, code, digest]) expect(logged.join('\n')).not.toContain(secret)
})

it('answers an unsupported body with 415 and an unknown link with a page or problem details', async () => {
  const desk = await ContractDesk.withFinance()
  const token = await desk.financeToken()
  const { send } = senderOf(desk)
  const finance = { routeKey: 'POST /finance/{token}', path: { token } }
  expect(await send({ ...finance, headers: { 'content-type': 'text/xml' }, body: '<a/>' })).toMatchObject({
    statusCode: 415,
  })
  const unknown = { ...finance, routeKey: 'GET /finance/{token}', path: { token: 'x' } }
  const page = await send(unknown)
  expect(page).toMatchObject({ statusCode: 404, headers: { 'content-type': 'text/html; charset=utf-8' } })
  const json = await send({ ...unknown, headers: { accept: 'application/json' } })
  expect(json.headers?.['content-type']).toContain('application/problem+json')
})

it.each([
  ['GET /board', {}, ['ledger']],
  ['GET /board/cases', {}, ['ledger']],
  ['GET /board/cases/{reference}', { path: { reference } }, ['papers']],
] as const)('reads revisions with a case for its own page alone: %s', async (routeKey, spec, parts) => {
  const desk = await ContractDesk.withFinance()
  const effect = { reference, sequence: 3, kind: 'mail-reviewer:review-requested:secretariat' }
  await desk.effects.claim(effect, desk.now)
  await desk.effects.failed(effect, 'MessageRejected', desk.now)
  const asked: string[] = []
  const cases: CaseStore = {
    ...desk.cases,
    read(of, parts) {
      asked.push(parts)
      return desk.cases.read(of, parts)
    },
  }
  const ports = Object.entries(desk.dependencies).map(([name, port]) => [name, () => port])
  const { programme, publicUrl } = desk.dependencies
  const home = { ...Object.fromEntries(ports), cases: () => cases, programme, publicUrl, edge } as Home
  const [name, value] = Object.entries(await desk.session())[0] ?? []
  const event = gatewayEvent({ routeKey, ...spec, cookies: [`${name}=${value}`] })
  expect(await door(home)(event, lambdaContext)).toMatchObject({ statusCode: 200 })
  expect(asked).toEqual(parts)
})
