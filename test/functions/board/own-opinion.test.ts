import { describe, expect, it } from 'vitest'
import { boardRoutes } from '#functions/board/door.ts'
import { commit } from '#functions/shared/commit.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { refusalAnswers } from '#functions/shared/edge/refusal-answers.ts'
import { kerman, reference } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'

const emails = (access: string) =>
  kerman.caseOffice.members.filter((member) => member.access === access).map(({ email }) => email)
const [officer = '', colleague = ''] = emails('case-office')
const [auditor = ''] = emails('auditor')
const said = 'این طرح با برنامهٔ شهر سازگار نیست'
const notice = refusalAnswers['own-opinion-first']

/** Asks as a signed-in member, through the handler's whole stack. */
async function ask(
  desk: ContractDesk,
  email: string,
  routeKey: string,
  { accept = 'text/html', ...parts }: { accept?: string; path?: object; body?: object; query?: object } = {},
) {
  const handle = httpHandler({
    edge: () => testEdge,
    dependencies: () => desk.dependencies,
    routes: boardRoutes,
    log: () => undefined,
  })
  const token = await desk.links.issue({ opens: 'session', email, expires: '2030-01-01T00:00:00.000Z' })
  const answer = await handle(
    gatewayEvent({
      routeKey,
      path: { reference, ...parts.path },
      query: { ...parts.query },
      headers: { 'content-type': 'application/json', accept },
      cookies: [`__Host-tasvib=${token}`],
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    }),
    lambdaContext,
  )
  return { status: answer.statusCode, body: answer.body ?? '' }
}

/** The second stage: a seat was passed to somebody of the board. */
async function passedTo(email: string): Promise<ContractDesk> {
  const desk = await ContractDesk.inReview()
  await desk.approveSeat()
  await desk.must({ type: 'open-stage' })
  const { stage, seats } = await research(desk)
  const [first] = seats
  const to = { name: { fa: 'همکار', en: 'Colleague' }, role: { fa: 'کارشناس', en: 'Expert' }, email }
  const seat = { stage, seat: first?.seat ?? '', email: first?.holder?.email ?? '' }
  await desk.must({ type: 'delegate', ...seat, to, reason: 'در مأموریت هستم' })
  return desk
}

/** Cases that were begun after it, of which nobody's opinion is awaited by a member. */
async function others(desk: ContractDesk, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    desk.now = new Date(desk.now.getTime() + 60_000)
    const name = `TSV-1405-7F3K${index + 3}`
    await desk.submit(name)
    await commit(desk.commit, name, { type: 'confirm' })
  }
}

async function recuses(desk: ContractDesk, index: number): Promise<void> {
  const { stage, seats } = await research(desk)
  const seat = { stage, seat: seats[index]?.seat ?? '', email: seats[index]?.holder?.email ?? '' }
  await desk.must({ type: 'recuse', ...seat, reason: 'با بنیان‌گذار خویشاوندم' })
}

async function research(desk: ContractDesk) {
  const state = await desk.state()
  if (state.status !== 'in-review') throw new Error(state.status)
  return state
}

async function decides(desk: ContractDesk, index: number, reason = said): Promise<void> {
  const { stage, seats, documentsDigest } = await research(desk)
  const seat = { stage, seat: seats[index]?.seat ?? '', email: seats[index]?.holder?.email ?? '' }
  const scores = Object.fromEntries(kerman.rubric.criteria.map(({ id }) => [id, 2]))
  await desk.must(
    { type: 'declare', ...seat },
    { type: 'decide-review', ...seat, decision: 'request-changes', reason, scores, documentsDigest },
  )
}

/** Everything that the board reads to a member of this case and of the lists that it stands in. */
async function read(desk: ContractDesk, email: string): Promise<Record<string, string>> {
  const json = 'application/json'
  const found: Record<string, string> = {}
  const of = async (
    name: string,
    ...asked: Parameters<typeof ask> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    found[name] = (await ask(desk, email, ...asked)).body
  }
  await of('page', 'GET /board/cases/{reference}')
  await of('case', 'GET /board/cases/{reference}', { accept: json })
  await of('list', 'GET /board/cases')
  await of('list as JSON', 'GET /board/cases', { accept: json })
  await of('now', 'GET /board')
  await of('now as JSON', 'GET /board', { accept: json })
  await of('CSV', 'GET /board/export.csv')
  await of('export', 'GET /board/export.json')
  return found
}

const json = (body: string) => JSON.parse(body) as Record<string, unknown>
const first = (list: unknown) => (list as { reference: string }[])[0]?.reference
const file = 'GET /board/cases/{reference}/files/{file}'

describe.each([
  ['a member of the office', officer],
  ['the same in another spelling', officer.replace('@', '+karshenas@')],
  ['an auditor', auditor],
])('%s whose own opinion is awaited', (_, address) => {
  const email = address === auditor ? auditor : officer

  it('reads everywhere the same before and after a colleague decides', async () => {
    const desk = await passedTo(address)
    const before = await read(desk, email)
    desk.now = new Date(desk.now.getTime() + 60_000)
    await decides(desk, 1)
    const after = await read(desk, email)
    for (const [name, body] of Object.entries(after)) {
      expect(body, name).not.toContain(said)
    }
    expect(after).toEqual(before)
    expect(json(after['case'] ?? '')).toMatchObject({ verified: { whole: true } })
    expect(after['page']).toContain(notice.title.fa)
    expect((await read(desk, colleague))['page']).toContain(said)
    expect((await read(desk, colleague))['page']).not.toContain(notice.title.fa)
  })

  it.each([1, 5])('sees no case in another place for it, among %i begun since', async (count) => {
    const desk = await passedTo(address)
    await others(desk, count)
    const before = await read(desk, email)
    desk.now = new Date(desk.now.getTime() + 60_000)
    await decides(desk, 1)
    expect(await read(desk, email)).toEqual(before)
    // To a colleague the case is the one that changed last.
    expect(first(json((await read(desk, colleague))['list as JSON'] ?? '')['cases'])).toBe(reference)
    expect(first(json((await read(desk, colleague))['now as JSON'] ?? '')['recent'])).toBe(reference)
  })

  it('reads the same before and after a colleague leaves a seat empty', async () => {
    const desk = await passedTo(address)
    const before = await read(desk, email)
    await recuses(desk, 1)
    expect(await read(desk, email)).toEqual(before)
    const { attention } = json((await read(desk, colleague))['now as JSON'] ?? '')
    expect(attention).toMatchObject([{ why: 'vacant', row: { reference } }])
  })

  it.each(['evidence.json', 'evidence.zip'])('has no %s yet', async (name) => {
    const desk = await passedTo(address)
    const evidence = await ask(desk, email, file, { path: { file: name }, accept: 'application/json' })
    expect(evidence).toMatchObject({ status: 403 })
    expect(json(evidence.body)).toMatchObject({ code: 'own-opinion-first' })
    const { page, case: facts } = await read(desk, email)
    for (const told of [page, facts]) expect(told).not.toContain(name)
  })

  it('reads everything once they decided', async () => {
    const desk = await passedTo(address)
    await decides(desk, 1)
    await decides(desk, 0, 'نظر خود من')
    const { page = '', case: facts = '' } = await read(desk, email)
    expect(page).toContain(said)
    expect(page).not.toContain(notice.title.fa)
    expect(facts).toContain(said)
    for (const name of ['evidence.json', 'evidence.zip']) expect(page).toContain(name)
  })
})

describe('a member of the office whose own opinion is awaited', () => {
  const bodies = {
    reassignment: {
      target: 'seat:research-innovation',
      name: 'دیگری',
      email: 'd@kerman.example',
      reason: 'دلیل',
    },
    agreement: { proposal: 1 },
    declining: { proposal: 1, reason: 'دلیل کافی' },
    extension: { until: '2027-03-01', reason: 'دلیل کافی' },
    closing: { reason: 'دلیل کافی', confirm: 'on' },
  }

  it.each(Object.entries(bodies))(
    'is refused %s, in words, and nothing is recorded',
    async (action, body) => {
      const desk = await passedTo(officer)
      const before = await desk.entries()
      const key = `POST /board/cases/{reference}/${action}`
      const program = await ask(desk, officer, key, { body, accept: 'application/json' })
      expect(program.status).toBe(403)
      expect(json(program.body)).toMatchObject({ code: 'own-opinion-first' })
      const person = await ask(desk, officer, key, { body })
      expect(person.status).toBe(403)
      expect(person.body).toContain(notice.detail.fa)
      expect(await desk.entries()).toEqual(before)
    },
  )

  it('is offered no form for it, also where its address is opened', async () => {
    const desk = await passedTo(officer)
    const page = (email: string, repair: string) =>
      ask(desk, email, 'GET /board/cases/{reference}', { query: { repair } })
    for (const repair of ['reassignment', 'extension', 'closing']) {
      const own = (await page(officer, repair)).body
      expect(own).not.toContain(`repair=${repair}`)
      expect(own).not.toContain('id="repair"')
      expect((await page(colleague, repair)).body).toContain('id="repair"')
    }
  })
})
