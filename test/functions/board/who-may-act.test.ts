import { describe, expect, it } from 'vitest'
import { boardRoutes } from '#functions/board/door.ts'
import { catalogue } from '#functions/catalogue.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { refusalAnswers } from '#functions/shared/edge/refusal-answers.ts'
import { termsRoutes } from '#functions/terms/door.ts'
import { kerman, reference } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'

const farAway = '2030-01-01T00:00:00.000Z'
const [officer = '', colleague = ''] = kerman.caseOffice.members
  .filter(({ access }) => access === 'case-office')
  .map(({ email }) => email)
const seat = kerman.stages[0]?.seats[0]?.id ?? ''
const outsider = {
  target: `seat:${seat}`,
  name: 'دکتر رضا امینی',
  email: 'r.amini@elsewhere.example',
  reason: 'تنها متخصص این حوزه',
}

// Error pages are headed with the city's name.

type Fields = Readonly<Record<string, unknown>>

/** Asks as a signed-in member, through the handler's whole stack: a browser for a page, a program with a body. */
async function ask(desk: ContractDesk, email: string, routeKey: string, body?: Fields) {
  const handle = httpHandler({
    edge: () => testEdge,
    dependencies: () => ({
      ...desk.dependencies,
      typesetter: () => {
        throw new Error('Nothing is typeset here')
      },
    }),
    routes: { ...boardRoutes, ...termsRoutes },
    log: () => undefined,
  })
  const token = await desk.links.issue({ opens: 'session', email, expires: farAway })
  const answer = await handle(
    gatewayEvent({
      routeKey,
      path: { reference },
      headers: {
        'content-type': 'application/json',
        accept: body === undefined ? 'text/html' : 'application/json',
      },
      cookies: [`__Host-tasvib=${token}`],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    lambdaContext,
  )
  return { status: answer.statusCode, body: answer.body ?? '' }
}

const post = async (desk: ContractDesk, email: string, action: string, body: Fields) => {
  const { status, body: text } = await ask(desk, email, `POST /board/cases/{reference}/${action}`, body)
  return { status, facts: JSON.parse(text) as Record<string, unknown> }
}

async function withProposal(): Promise<{ desk: ContractDesk; proposal: number }> {
  const desk = await ContractDesk.inReview()
  expect(await post(desk, officer, 'reassignment', outsider)).toMatchObject({ status: 200 })
  const entry = (await desk.entries()).at(-1)
  expect(entry).toMatchObject({ type: 'HolderProposed', actor: { email: officer } })
  return { desk, proposal: entry?.sequence ?? 0 }
}

describe('somebody from outside', () => {
  it('is seated once a second member agrees, and a second click gets the receipt of the first', async () => {
    const { desk, proposal } = await withProposal()
    const first = await post(desk, colleague, 'agreement', { proposal })
    expect(first.status).toBe(200)
    const entries = await desk.entries()
    expect(entries.at(-1)).toMatchObject({
      type: 'SeatAssigned',
      actor: { email: colleague },
      data: { holder: { email: outsider.email }, proposed: { by: officer, sequence: proposal } },
    })
    expect(await post(desk, colleague, 'agreement', { proposal })).toEqual(first)
    expect(await desk.entries()).toHaveLength(entries.length)
    expect(await post(desk, colleague, 'declining', { proposal, reason: 'نه' })).not.toMatchObject({
      status: 200,
    })
  })

  it('cannot be agreed to by who proposed them', async () => {
    const { desk, proposal } = await withProposal()
    const answer = await post(desk, officer, 'agreement', { proposal })
    expect(answer.facts).toMatchObject({ code: 'second-member' })
    expect((await desk.entries()).at(-1)?.type).toBe('HolderProposed')
    const page = await ask(desk, officer, 'GET /board/cases/{reference}')
    expect(page.body).not.toContain('repair=agreement')
    const other = await ask(desk, colleague, 'GET /board/cases/{reference}')
    expect(other.body).toContain('repair=agreement')
    expect(other.body).toContain(outsider.reason)
    const levels = [...other.body.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
  })

  it('is declined once for two clicks, and a member who had not declined is told that it is over', async () => {
    const { desk, proposal } = await withProposal()
    const body = { proposal, reason: 'با طرح آشنا نیست' }
    const first = await post(desk, colleague, 'declining', body)
    expect(first.status).toBe(200)
    expect(await post(desk, colleague, 'declining', body)).toEqual(first)
    expect((await post(desk, officer, 'declining', body)).facts).toMatchObject({ code: 'proposal-over' })
    expect((await desk.entries()).filter(({ type }) => type === 'HolderDeclined')).toHaveLength(1)
  })
})

const prefix = 'POST /board/cases/{reference}'
const changing = Object.values(catalogue)
  .flatMap(({ trigger }) => ('routes' in trigger ? [...trigger.routes] : []))
  .filter((key) => key.startsWith(prefix))

/** Submitted from the officer's own mailbox, in another spelling. */
const ownCase = () => ContractDesk.inReview({ from: officer.replace('@', '+idea@') })

describe("a member on the applicant's side", () => {
  it.each(changing)('gets 403 from %s, whatever is sent, and nothing is recorded', async (key) => {
    const desk = await ownCase()
    const before = await desk.entries()
    const answer = await ask(desk, officer, key, {})
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'applicants-side' })
    expect(await desk.entries()).toEqual(before)
    expect((await ask(desk, colleague, key, {})).body).not.toContain('applicants-side')
  })

  it('are all the ways by which the board changes a case', () => {
    expect(changing.length).toBeGreaterThanOrEqual(14)
  })

  it('reads the terms with the reason, and gets no form to send', async () => {
    const desk = await ownCase()
    await desk.approveAll()
    const key = 'GET /board/cases/{reference}/terms'
    const page = (await ask(desk, officer, key)).body
    expect(page).toContain(refusalAnswers['applicants-side'].title.fa)
    expect(page).toContain('<fieldset disabled')
    expect(page).not.toContain('action="/board/cases/')
    expect(page).not.toContain('repair=legalRoute')
    const others = (await ask(desk, colleague, key)).body
    expect(others).toContain(`action="/board/cases/${reference}/terms"`)
    expect(others).not.toContain('<fieldset disabled')
  })
})
