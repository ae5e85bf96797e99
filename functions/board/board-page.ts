import { type Html, html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { code, linkButton, table, userText } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Text } from '#workflows/language.ts'
import { formatNumber } from '#workflows/programme/format-number.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { awaitedView, dueView, signedInAs } from './board-parts.ts'
import { boardTexts } from './board-texts.ts'
import { type CaseFilter, isNarrow, listAddress } from './case-filter.ts'
import { filterForm } from './filter-form.ts'
import type { Desk } from './session.ts'
import type { Standing } from './standing.ts'

/** One line of the board. */
export interface BoardRow {
  readonly reference: string
  readonly title: string
  /** Null once erased. */
  readonly organisation: string | null
  readonly status: string
  readonly statusWords: Text
  readonly standing: Standing
  readonly updated: string
}

interface BoardPage {
  readonly rows: readonly BoardRow[]
  readonly filter: CaseFilter
  /** Where this page begins; null at the newest. */
  readonly cursor: string | null
  /** Cursor of the next page. */
  readonly next: string | null
  /** Whether the search stopped before it had found a page full. */
  readonly isBounded: boolean
  /** How many cases were looked at. */
  readonly read: number
  readonly desk: Desk
  readonly programme: Programme
}

/** The case office's table. */
export function boardPage(page: BoardPage): string {
  const { rows, filter, next, isBounded, read, desk, programme } = page
  const { language } = desk
  const { timeZone } = programme
  const texts = boardTexts[language]
  const cells = (row: BoardRow) => [
    html`<a href="${paths.boardCase(row.reference)}">${code(row.reference)}</a>`,
    userText(row.title),
    row.organisation === null ? texts.erased : userText(row.organisation),
    row.statusWords[language],
    row.status === 'closed' ? '–' : awaitedView(row.standing.awaited, language, timeZone),
    dueView(row.standing, language, timeZone),
  ]
  const head = [texts.reference, texts.proposal, texts.organisation, texts.status, texts.awaited, texts.due]
  const file = (listing: ReturnType<typeof paths.exportCsv | typeof paths.exportJson>) =>
    `${listAddress(listing, filter, page.cursor)}&lang=${language}`
  const main = html`${signedInAs(desk)}
<h1>${texts.title}</h1>
<nav><ul class="tabs">${tab('open', filter, texts.open)}${tab('closed', filter, texts.closed)}<li><a href="${paths.pipeline()}">${texts.pipeline}</a></li><li><a href="${paths.revenue()}">${texts.revenue}</a></li></ul></nav>
${filterForm(filter, programme, language)}
${rows.length === 0 ? html`<p>${isNarrow(filter) ? texts.noMatch : texts.none}</p>` : table(texts.title, head, rows.map(cells))}
${isBounded && html`<p class="quiet">${texts.lookedThrough(formatNumber(read, language))}</p>`}
<p class="quiet">${texts.exportThese} <a href="${file(paths.exportCsv())}" hreflang="${language}">CSV</a> · <a href="${file(paths.exportJson())}" hreflang="${language}">JSON</a>. ${texts.exportBound}</p>
${next !== null && html`<p>${linkButton(listAddress(paths.board(), filter, next), isBounded ? texts.searchOn : texts.older)}</p>`}`
  const path = listAddress(paths.board(), filter, page.cursor)
  return layout({ language, title: texts.title, programme, path, main, wide: true })
}

/** The other list keeps the words that are looked for; its statuses are others. */
function tab(to: CaseFilter['show'], filter: CaseFilter, label: string): Html {
  if (to === filter.show) return html`<li><strong aria-current="page">${label}</strong></li>`
  return html`<li><a href="${listAddress(paths.board(), { ...filter, show: to, stage: '', status: '', overdue: false })}">${label}</a></li>`
}
