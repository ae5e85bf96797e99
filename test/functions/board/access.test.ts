import { describe, expect, it } from 'vitest'
import { boardRoutes } from '#functions/board/door.ts'
import { catalogue } from '#functions/catalogue.ts'
import { httpHandler } from '#functions/shared/edge/http-handler.ts'
import { attachment, kerman, reference } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'
import { testEdge } from '#test/functions/desk/test-edge.ts'
import type { Access } from '#workflows/programme/programme.ts'

// Error pages are headed with the city's name.

const accesses = ['case-office', 'finance', 'auditor'] as const satisfies Access[]
type BoardRoute = (typeof catalogue)['board']['trigger']['routes'][number]

const everyone = ['case-office', 'finance', 'auditor'] as const
const readers = ['case-office', 'auditor'] as const
const office = ['case-office'] as const

/** Who may use each route. A route that is missing here does not compile: say who may, and it is tested. */
const mayUse = {
  'GET /board': everyone,
  'GET /board/cases': readers,
  'GET /board/contracts': everyone,
  'GET /board/pipeline': everyone,
  'GET /board/revenue': everyone,
  'GET /board/export.csv': readers,
  'GET /board/export.json': readers,
  'GET /board/sessions': everyone,
  'POST /board/sessions/end': everyone,
  'GET /board/sign-in': 'public',
  'POST /board/sign-in': 'public',
  'GET /board/enter/{token}': 'public',
  'POST /board/enter/{token}': 'public',
  'POST /board/sign-out': 'public',
  'GET /board/cases/{reference}': everyone,
  'GET /board/cases/{reference}/files/{file}': everyone,
  'POST /board/cases/{reference}/reassignment': office,
  'POST /board/cases/{reference}/agreement': office,
  'POST /board/cases/{reference}/declining': office,
  'POST /board/cases/{reference}/reissue': office,
  'POST /board/cases/{reference}/extension': office,
  'POST /board/cases/{reference}/redelivery': office,
  'POST /board/cases/{reference}/reopening': office,
  'POST /board/cases/{reference}/closing': office,
  'POST /board/cases/{reference}/hold': office,
  'POST /board/cases/{reference}/legal-route': office,
  'POST /board/cases/{reference}/lift': office,
  'GET /board/factor': everyone,
  'POST /board/factor': everyone,
  'POST /board/factor/proof': everyone,
  'POST /board/factor/removal': everyone,
  'POST /board/code': everyone,
  'GET /board/members': office,
  'POST /board/members': office,
} as const satisfies Record<BoardRoute, 'public' | readonly Access[]>

const guarded = Object.entries<'public' | readonly Access[]>(mayUse).flatMap(([route, who]) =>
  who === 'public' ? [] : [[route, who] as const],
)

async function answerTo(
  desk: ContractDesk,
  routeKey: string,
  { access, file = 'contract.pdf' }: { access: Access | 'nobody'; file?: string },
) {
  const handle = httpHandler({
    edge: () => testEdge,
    dependencies: () => desk.dependencies,
    routes: boardRoutes,
    log: () => undefined,
  })
  const cookies =
    access === 'nobody'
      ? []
      : Object.entries(await desk.session(access)).map(([name, value]) => `${name}=${value}`)
  const event = gatewayEvent({
    routeKey,
    path: { reference, file },
    cookies,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    ...(routeKey.startsWith('POST') ? { body: '' } : {}),
  })
  return handle(event, lambdaContext)
}

describe('every route of the board', () => {
  const matrix = guarded.flatMap(([route, who]) =>
    accesses.map((access) => ({ route, access, may: who.includes(access) })),
  )

  it.each(matrix)('$route is open to $access: $may', async ({ route, access, may }) => {
    const desk = await ContractDesk.withFinance()
    const before = await desk.entries()
    const { statusCode } = await answerTo(desk, route, { access })
    // An empty form is refused field by field, but only to whoever may send one.
    if (may) expect([200, 202, 302, 303, 422]).toContain(statusCode)
    else expect(statusCode).toBe(403)
    expect(await desk.entries()).toEqual(before)
  })

  it.each(guarded)('%s is closed to whoever has not signed in', async (route) => {
    const desk = await ContractDesk.withFinance()
    expect((await answerTo(desk, route, { access: 'nobody' })).statusCode).toBe(401)
  })
})

describe('finance', () => {
  it('opens no case before there is a contract', async () => {
    const desk = await ContractDesk.inReview()
    const route = 'GET /board/cases/{reference}'
    expect((await answerTo(desk, route, { access: 'finance' })).statusCode).toBe(403)
    expect((await answerTo(desk, route, { access: 'auditor' })).statusCode).toBe(200)
    const files = `${route}/files/{file}`
    expect((await answerTo(desk, files, { access: 'finance', file: 'evidence.json' })).statusCode).toBe(403)
  })

  it('sees the contract and the ledger, and neither the proposal nor what the mail did', async () => {
    const desk = await ContractDesk.withFinance()
    const route = 'GET /board/cases/{reference}'
    const facts = async (access: Access): Promise<object> =>
      JSON.parse((await answerTo(desk, route, { access })).body ?? '')
    const [seen, audited] = [await facts('finance'), await facts('auditor')]
    expect(seen).toHaveProperty('ledger')
    for (const hidden of ['case', 'proposal', 'deliveries']) {
      expect(seen).not.toHaveProperty(hidden)
      expect(audited).toHaveProperty(hidden)
    }
    expect(JSON.stringify(seen)).not.toContain(attachment.fileId)
    const file = { access: 'finance', file: attachment.fileId } as const
    expect((await answerTo(desk, `${route}/files/{file}`, file)).statusCode).toBe(403)
  })
})

describe('an auditor', () => {
  it('is offered no repair', async () => {
    const desk = await ContractDesk.withFinance()
    const route = 'GET /board/cases/{reference}'
    const repairs = async (access: Access): Promise<unknown> =>
      JSON.parse((await answerTo(desk, route, { access })).body ?? '').repairs
    expect(await repairs('auditor')).toEqual([])
    expect(await repairs('case-office')).toContain('extension')
  })
})

it('is given to somebody of every kind in the programme', () => {
  expect(new Set(kerman.caseOffice.members.map(({ access }) => access))).toEqual(new Set(accesses))
})
