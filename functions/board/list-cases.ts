import { paths } from '#functions/paths.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { type Answer, type HttpRequest, json, page, seeOther } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { awaitedView, boardHead, caseLink, daysSince, dueView } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { inLanguage } from '#functions/shared/pages/page-language.ts'
import { linkButton, table } from '#functions/shared/pages/parts.ts'
import { writtenReference } from '#workflows/form/written-reference.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { isWhole } from '#workflows/text/normalise.ts'
import { type BoardRow, rowOf } from './board-row.ts'
import {
  type CaseFilter,
  caseFilterSchema,
  cursorSchema,
  inToldOrder,
  isNarrow,
  listAddress,
  orderOf,
} from './case-filter.ts'
import { filterForm } from './filter-form.ts'
import { type Found, findCases } from './find-cases.ts'
import { listTexts } from './list-texts.ts'
import { unlessPoisoned, unreadableRow } from './poisoned.ts'

interface BoardPage {
  readonly rows: readonly BoardRow[]
  readonly filter: CaseFilter
  /** Where this page begins; null at the first case. */
  readonly cursor: string | null
  /** Cursor of the next page. */
  readonly next: string | null
  /** Whether the search stopped before it had found a page full. */
  readonly isBounded: boolean
  /** How many cases were looked at. */
  readonly read: number
  readonly desk: Desk
  readonly programme: Programme
  readonly now: Date
}

/** The list of cases, with what is looked for. */
function boardPage(page: BoardPage): string {
  const { rows, filter, next, isBounded, read, desk, programme } = page
  const { language } = desk
  const texts = listTexts[language]
  const file = (listing: ReturnType<typeof paths.exportCsv | typeof paths.exportJson>) =>
    `${listAddress(listing, filter, page.cursor)}&lang=${language}`
  const main = html`${boardHead(desk, 'cases')}
<h1>${texts.title}</h1>
${filterForm(filter, programme, language)}
${rows.length === 0 ? html`<p>${isNarrow(filter) ? texts.noMatch : texts.none}</p>` : caseTable(page)}
${isBounded && html`<p class="quiet">${texts.lookedThrough(formatNumber(read, language))}</p>`}
${next !== null && html`<p>${linkButton(listAddress(paths.boardCases(), filter, next), isBounded ? texts.searchOn : texts.older)}</p>`}
<p class="quiet">${texts.exportThese} <a href="${file(paths.exportCsv())}" hreflang="${language}">CSV</a> · <a href="${file(paths.exportJson())}" hreflang="${language}">JSON</a>. ${texts.exportBound}</p>`
  const path = listAddress(paths.boardCases(), filter, page.cursor)
  return layout({ language, title: texts.title, programme, path, main, wide: true })
}

function caseTable({ rows, filter, desk: { language }, programme: { timeZone }, now }: BoardPage): Html {
  const { reference, status, awaited, due } = boardTexts[language]
  const { orders, inStep } = listTexts[language]
  const cells = (row: BoardRow) => [
    caseLink(row, language),
    html`${row.statusWords[language]}${row.status !== 'closed' && html`<div class="quiet">${inStep(daysSince(row.inStepSince, now, language))}</div>`}`,
    row.status === 'closed' ? '–' : awaitedView(row.standing.awaited, language, timeZone),
    dueView(row.standing, language, timeZone),
  ]
  return table(orders[orderOf(filter)], [reference, status, awaited, due], rows.map(cells))
}

const pageLength = 50
const mostRead = 500

/** The cases that are asked for. A browser that asks for one whole reference is led to that case. */
export async function listCases(
  request: HttpRequest,
  dependencies: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const { cases, commit, programme } = dependencies
  const filter = caseFilterSchema.parse(request.query)
  if (!isWhole(filter.q)) return problems.notUtf8('q')
  const cursor = cursorSchema.parse(request.query['cursor'])
  const now = commit.now()
  const search = { filter, cursor, now, programme: programme() }
  const named = cursor === undefined ? await byReference(filter, dependencies) : undefined
  const [only] = [...(named?.cases ?? []), ...(named?.unreadable ?? [])]
  if (only !== undefined && request.wants === 'html') {
    return seeOther(inLanguage(paths.boardCase(only.reference), request))
  }
  const found = named ?? (await findCases(cases, search, { wanted: pageLength, mostRead }))
  const shown = await Promise.all(found.cases.map((summary) => rowOf(summary, dependencies, desk.member)))
  const rows = [...inToldOrder(shown, filter), ...found.unreadable.map(unreadableRow)]
  const { read, cursor: next } = found
  if (request.wants === 'json') {
    return json(200, { show: filter.show, filter, cases: rows, read, cursor: next })
  }
  // A page that is not full, with more behind it, means that the search stopped at its bound.
  const isBounded = next !== null && rows.length < pageLength
  return page(
    200,
    boardPage({
      rows,
      filter,
      next,
      cursor: cursor ?? null,
      isBounded,
      read,
      desk,
      programme: programme(),
      now,
    }),
  )
}

/** Whoever types a whole reference means that one case, wherever it stands: no list has to be read for it. */
async function byReference(
  { q }: CaseFilter,
  { cases, commit }: BoardDependencies,
): Promise<Found | undefined> {
  const reference = writtenReference(q)
  if (reference === undefined) return undefined
  const open = await unlessPoisoned(async () => ({ found: await cases.find(reference) }))
  if (open === undefined) {
    const unreadable = [{ reference, updated: commit.now().toISOString() }]
    return { cases: [], unreadable, read: 1, cursor: null }
  }
  if (open.found === undefined) return undefined
  const { state, tip } = open.found
  const entries = await unlessPoisoned(() => cases.entries(reference))
  const updated = entries?.at(-1)?.at ?? state.submittedAt
  return {
    cases: [{ reference: state.reference, state, tip, updated }],
    unreadable: [],
    read: 1,
    cursor: null,
  }
}
