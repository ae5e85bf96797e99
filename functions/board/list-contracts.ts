import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { boardHead, caseLink } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { isOverdue } from '#functions/shared/office/standing.ts'
import { deadlineInTable, machineTime } from '#functions/shared/pages/deadline-words.ts'
import { html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { chip, code, linkButton, table, userText } from '#functions/shared/pages/parts.ts'
import { statusWords } from '#functions/shared/pages/status-words.ts'
import type { CaseSummary } from '#functions/shared/ports/case-store.ts'
import { closedPlace } from '#workflows/board/step.ts'
import { optionLabel } from '#workflows/form/fields.ts'
import type { Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { dueOf } from '#workflows/proposal/obligations.ts'
import type { Status } from '#workflows/proposal/state.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { cursorSchema } from './case-filter.ts'
import { missingWords, unlessPoisoned } from './poisoned.ts'

/** One contract, as finance looks for it. */
interface ContractRow {
  readonly reference: string
  readonly title: string
  /** Null once erased. */
  readonly organisation: string | null
  readonly contractType: string
  readonly number: string
  readonly version: number
  readonly status: string
  readonly statusWords: Text
  /** Rials over the first three years. */
  readonly expectedRevenue: number
  /** Finance's own, once it has acknowledged. */
  readonly voucher: string | null
  readonly due: string | null
  /** The last day of it, or its moment where it ends at one (ISO 8601). */
  readonly dueUntil: string | null
  readonly overdue: boolean
}

const fa = {
  title: 'قراردادها',
  intro: 'همهٔ قراردادهایی که تنظیم شده‌اند؛ آنچه تازه‌تر به گام خود رسیده در بالا است.',
  none: 'هنوز قراردادی تنظیم نشده است.',
  contract: 'قرارداد',
  version: 'نسخهٔ',
  expected: 'درآمد سه‌سالهٔ مورد انتظار',
  voucher: 'سند مالی',
  further: 'قراردادهای بعدی',
}

const en: typeof fa = {
  title: 'Contracts',
  intro: 'Every contract that was drawn up; what came into its step last comes first.',
  none: 'No contract has been drawn up yet.',
  contract: 'Contract',
  version: 'version',
  expected: 'Expected revenue over three years',
  voucher: 'Voucher',
  further: 'Further contracts',
}

const contractsTexts = { fa, en } as const

interface BoardContractsPage {
  readonly rows: readonly ContractRow[]
  /** Where this page begins; null at the first contract. */
  readonly cursor: string | null
  readonly next: string | null
  readonly desk: Desk
  readonly programme: Programme
}

/** Contracts and money, as finance looks at them. */
function contractsPage({ rows, cursor, next, desk, programme }: BoardContractsPage): string {
  const { language } = desk
  const texts = contractsTexts[language]
  const { reference, status, due, overdue } = boardTexts[language]
  const cells = (row: ContractRow) => [
    caseLink(row, language),
    html`${code(row.number)}<div class="quiet">${optionLabel('contractType', row.contractType)[language]}${language === 'fa' ? '،' : ','} ${texts.version} ${formatNumber(row.version, language)}</div>`,
    html`${row.statusWords[language]}${row.voucher !== null && html`<div class="quiet">${texts.voucher}: ${userText(row.voucher)}</div>`}`,
    formatMoney(row.expectedRevenue, language),
    row.due === null
      ? '–'
      : html`${deadlineInTable(row.due, language, programme.timeZone)}${row.overdue && html` ${chip(overdue, 'danger')}`}`,
  ]
  const main = html`${boardHead(desk, 'contracts')}
<h1>${texts.title}</h1>
<p class="quiet">${texts.intro}</p>
${rows.length === 0 ? html`<p>${texts.none}</p>` : table(texts.title, [reference, texts.contract, status, texts.expected, due], rows.map(cells), { figures: [3] })}
${next !== null && html`<p>${linkButton(address(next), texts.further)}</p>`}`
  return layout({ language, title: texts.title, programme, path: address(cursor), main, wide: true })
}

function address(from: string | null): string {
  if (from === null) return paths.boardContracts()
  return `${paths.boardContracts()}?${new URLSearchParams({ cursor: from }).toString()}`
}

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
