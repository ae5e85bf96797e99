import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { isOverdue } from '#functions/shared/office/standing.ts'
import { machineTime } from '#functions/shared/pages/deadline-words.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import type { CaseSummary } from '#functions/shared/ports/case-store.ts'
import { closedPlace } from '#workflows/board/step.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { dueOf } from '#workflows/proposal/obligations.ts'
import type { Status } from '#workflows/proposal/state.ts'
import { cursorSchema } from './case-filter.ts'
import { type ContractRow, contractsPage } from './contracts-page.ts'
import { missingWords, unlessPoisoned } from './poisoned.ts'

const pageLength = 50

/** Where a case may have a contract, by the places in which a list finds it. */
const contractPlaces: Readonly<Record<Status, string | null>> = {
  unconfirmed: null,
  'between-stages': null,
  'in-review': null,
  'awaiting-revision': null,
  'settling-terms': 'settling-terms',
  'drawing-up': null,
  signing: 'signing',
  sealing: 'sealing',
  sealed: 'sealed',
  'with-finance': 'with-finance',
  closed: closedPlace('completed'),
}
const places = Object.values(contractPlaces).flatMap((place) => place ?? [])

/** Every contract, the last that moved on first: what finance has to do with. */
export async function listContracts(
  request: HttpRequest,
  { cases, commit, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const cursor = cursorSchema.parse(request.query['cursor'])
  const list = await cases.list({ places, newestFirst: true, limit: pageLength, cursor })
  const rows = (
    await Promise.all(list.cases.map((summary) => contractRow(summary, commit, programme())))
  ).flatMap((row) => row ?? [])
  const next = list.cursor ?? null
  if (request.wants === 'json') return json(200, { contracts: rows, cursor: next })
  return page(200, contractsPage({ rows, next, cursor: cursor ?? null, desk, programme: programme() }))
}

async function contractRow(
  { reference, state }: CaseSummary,
  { programmeOf, now }: BoardDependencies['commit'],
  city: Programme,
): Promise<ContractRow | undefined> {
  if (!('contract' in state) || state.contract === null) return undefined
  const { number, version } = state.contract
  const programme = await unlessPoisoned(() => programmeOf(state.programme))
  const due = dueOf(state, programme ?? city)
  return {
    reference,
    title: state.title,
    organisation: state.applicant?.organisation ?? null,
    contractType: state.contractType,
    number,
    version,
    status: state.status,
    statusWords:
      programme === undefined ? missingWords(state.programme.version) : statusWords(state, programme),
    expectedRevenue: state.expectedRevenue,
    voucher: state.status === 'closed' ? state.voucher : null,
    due,
    dueUntil: due === null ? null : machineTime(due, (programme ?? city).timeZone),
    overdue: programme !== undefined && isOverdue(state, now(), programme),
  }
}
