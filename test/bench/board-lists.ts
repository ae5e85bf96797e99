import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportCsv } from '#functions/board/export-cases.ts'
import { listCases } from '#functions/board/list-cases.ts'
import { listContracts } from '#functions/board/list-contracts.ts'
import { showNow } from '#functions/board/show-now.ts'
import { showPipeline } from '#functions/board/show-pipeline.ts'
import { dynamoCases } from '#functions/shared/aws/dynamo/dynamo-cases.ts'
import { dynamoEffects } from '#functions/shared/aws/dynamo/dynamo-effects.ts'
import { dynamoFigures } from '#functions/shared/aws/dynamo/dynamo-figures.ts'
import { headRow } from '#functions/shared/aws/dynamo/head-row.ts'
import { searchRows } from '#functions/shared/aws/dynamo/search-cases.ts'
import type { Row } from '#functions/shared/aws/dynamo/table.ts'
import type { HttpRequest } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { request } from '#test/functions/desk/case-desk.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { CasePlay, kerman } from '#test/workflows/proposal/case-play.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { median } from './median.ts'
import { storeForBench } from './store-for-bench.ts'

export interface BoardPageCost {
  readonly page: string
  /** At each size of the table: requests to it, rows that it gave, and the median of the milliseconds. */
  readonly at: readonly { readonly requests: number; readonly rows: number; readonly milliseconds: number }[]
}

type Show = (request: HttpRequest, dependencies: BoardDependencies, desk: Desk) => Promise<unknown>

const pages: readonly (readonly [name: string, show: Show, query: Readonly<Record<string, string>>])[] = [
  ['what needs somebody now', showNow, {}],
  ['open cases', listCases, {}],
  ['one stage', listCases, { stage: 'research' }],
  ['one status', listCases, { status: 'signing' }],
  ['overdue', listCases, { overdue: 'true' }],
  ['a word of every case', listCases, { q: 'شهر' }],
  ['a word of ten cases', listCases, { q: 'نادر' }],
  ['a word of none', listCases, { q: 'هیچستان' }],
  ['two filters without a list', listCases, { q: 'شهر', status: 'with-finance' }],
  ['contracts', listContracts, {}],
  ['steps and figures', showPipeline, {}],
  ['a file of 1,000 (CSV)', exportCsv, {}],
]
const repeats = 9

/** What each page of the board reads and how long it takes, with so many cases in the embedded store. */
export async function boardLists(sizes: readonly number[]): Promise<readonly BoardPageCost[]> {
  const costs = new Map<string, BoardPageCost['at'][number][]>(pages.map(([page]) => [page, []]))
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'tasvib-bench-'))
    const store = await storeForBench(folder, rowsOf(size))
    try {
      for (const [page, show, query] of pages) costs.get(page)?.push(await cost(show, query, store))
    } finally {
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
  return [...costs].map(([page, at]) => ({ page, at }))
}

async function cost(
  show: Show,
  query: Readonly<Record<string, string>>,
  { table, counts }: Pick<Awaited<ReturnType<typeof storeForBench>>, 'table' | 'counts'>,
): Promise<BoardPageCost['at'][number]> {
  const cases = dynamoCases(table, now)
  const around = new ContractDesk().dependencies
  const dependencies: BoardDependencies = {
    ...around,
    cases,
    effects: dynamoEffects(table),
    figures: dynamoFigures(table),
    commit: { ...around.commit, cases, now },
  }
  const [member] = kerman.caseOffice.members
  if (member === undefined) throw new Error('The case office has no member')
  const ask = () =>
    show(request({ query }), dependencies, {
      member,
      language: 'fa',
      token: '',
      began: undefined,
      owes: false,
      owesFrom: null,
    })
  await ask()
  counts.reset()
  await ask()
  const { requests, rows } = counts
  const times: number[] = []
  for (let time = 0; time < repeats; time += 1) {
    const began = performance.now()
    await ask()
    times.push(performance.now() - began)
  }
  return { requests, rows, milliseconds: median(times) }
}

/** Cases at every place of the way, half of them closed, as their heads and search rows are written. */
function* rowsOf(count: number): Generator<Row> {
  const samples = sampleStates()
  for (let index = 0; index < count; index += 1) {
    const sample = samples[index % samples.length]
    if (sample === undefined) throw new Error('There is no sample')
    const reference = `TSV-1405-${index.toString(36).toUpperCase().padStart(5, '0')}`
    const at = new Date(Date.parse('2026-11-22T06:00:00.000Z') + index * 1_000).toISOString()
    const rare = index % 100 === 7 && index < 1_000 ? ' نادر' : ''
    const state = { ...sample, reference, submittedAt: at, title: `طرح ${index} شهر${rare}` }
    const tip = { sequence: 9, digest: digestOf(reference) }
    yield headRow({ state, tip, at, due: null })
    yield* searchRows(null, state)
  }
}

/** When the board is looked at: what was submitted a month before is overdue. */
const now = (): Date => new Date('2026-12-20T06:00:00.000Z')

const signing = (): CasePlay => new CasePlay().begin().approveAllStages().drawUp()
const research = (): CasePlay => new CasePlay().begin().approveStage().must({ type: 'open-stage' })
const done = (): CasePlay => new CasePlay().toFinance().must({ type: 'acknowledge', note: '' })
const over = (play: CasePlay): CasePlay =>
  play.must({ type: 'close', by: 'z.rahimi@kerman.example', reason: 'Over' })

function sampleStates(): readonly ProposalState[] {
  const plays = [
    new CasePlay().begin(),
    research(),
    signing(),
    new CasePlay().toFinance().must({ type: 'return', reason: 'Wrong account' }),
    done(),
    over(research()),
    done(),
    over(signing()),
  ]
  return plays.map(({ state }) => {
    if (state === null) throw new Error('There is no case')
    return state
  })
}
