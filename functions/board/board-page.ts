import { paths } from '#functions/paths.ts'
import { awaitedView, boardHead, caseLink, daysSince, dueView } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { linkButton, table } from '#functions/shared/pages/parts.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { BoardRow } from './board-row.ts'
import { type CaseFilter, isNarrow, listAddress, orderOf } from './case-filter.ts'
import { filterForm } from './filter-form.ts'
import { listTexts } from './list-texts.ts'

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
export function boardPage(page: BoardPage): string {
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
