import { paths } from '#functions/paths.ts'
import { awaitedView, boardHead, caseLink, daysSince, dueView } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, type HtmlValue, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { button, chip, hiddenField, notice, table, userText } from '#functions/shared/pages/parts.ts'
import type { Attention } from '#workflows/board/attention.ts'
import type { BoardFigures } from '#workflows/board/figures.ts'
import type { Language } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatNumber, formatShortMoney } from '#workflows/text/format-number.ts'
import type { BoardRow } from './board-row.ts'
import { searchField } from './filter-form.ts'
import { listTexts } from './list-texts.ts'
import { type Needs, sectionLength } from './needs.ts'
import { nowTexts } from './now-texts.ts'
import type { Repair } from './open-case.ts'

interface NowPage {
  readonly needs: Needs
  /** What is in each step at present. */
  readonly present: BoardFigures
  readonly desk: Desk
  readonly programme: Programme
  readonly now: Date
}

/** What needs somebody now, the most pressing first; and a search, for whoever asks after one case. */
export function nowPage(page: NowPage): string {
  const { needs, desk, programme } = page
  const { language } = desk
  const texts = nowTexts[language]
  const isQuiet = needs.attention.length + needs.overdue.length + needs.undelivered.length === 0
  const main = html`${boardHead(desk, 'now')}
<h1>${texts.title}</h1>
<form method="get" action="${paths.boardCases()}" role="search" class="find">${hiddenField('lang', language)}${searchField('', language)}${button(listTexts[language].search)}</form>
${tiles(page)}
${needs.holidays !== null && notice('warning', texts.holidays, needs.holidays[language])}
${isQuiet && notice('success', texts.quiet)}
${needs.attention.length > 0 && attentionSection(page)}
${needs.overdue.length > 0 && overdueSection(page)}
${needs.undelivered.length > 0 && undeliveredSection(page)}
${needs.soon.length > 0 && caseSection(texts.soon, needs.soon, page)}
${needs.recent.length > 0 && caseSection(texts.recent, needs.recent, page)}`
  return layout({ language, title: texts.title, programme, path: paths.board(), main, wide: true })
}

/** How much there is of what, each leading to it. */
function tiles({ needs, present, desk: { language } }: NowPage): Html {
  const texts = nowTexts[language]
  const sum = (is: (step: string) => boolean, of: 'count' | 'revenue'): number =>
    [...present].reduce(
      (total, [name, amounts]) => (is(name.slice('now '.length)) ? total + amounts[of] : total),
      0,
    )
  const counted = (rows: readonly unknown[]): string =>
    rows.length > sectionLength
      ? texts.over(formatNumber(sectionLength, language))
      : formatNumber(rows.length, language)
  const number = (value: number): string => formatNumber(value, language)
  return html`<ul class="tiles">
${tile(counted(needs.attention), texts.attention, '#attention', needs.attention.length > 0 ? 'danger' : '')}
${tile(counted(needs.overdue), texts.overdue, `${paths.boardCases()}?overdue=true`, needs.overdue.length > 0 ? 'warning' : '')}
${tile(number(sum(all, 'count')), texts.openCases, paths.boardCases())}
${tile(number(sum(isStage, 'count')), texts.inReview, paths.pipeline())}
${tile(number(sum(isContract, 'count')), texts.atContract, paths.boardContracts())}
${tile(formatShortMoney(sum(all, 'revenue'), language), texts.expected, paths.pipeline())}
</ul>`
}

const all = (): boolean => true
const isStage = (step: string): boolean => step.startsWith('stage ')
const isContract = (step: string): boolean => step === 'contract' || step === 'with-finance'

function tile(value: string, label: string, href: string, tone = ''): Html {
  return html`<li class="${tone}"><a href="${href}"><strong>${value}</strong> <span>${label}</span></a></li>`
}

function attentionSection({ needs, desk, programme: { timeZone } }: NowPage): Html {
  const { language } = desk
  const texts = nowTexts[language]
  const rows = needs.attention
    .slice(0, sectionLength)
    .map(({ row, why }) => [
      caseLink(row, language),
      html`${chip(texts.attentionReasons[why], 'danger')}<div class="quiet">${row.statusWords[language]}</div>`,
      awaitedView(row.standing.awaited, language, timeZone),
      toDo[why](row, desk),
    ])
  return section('attention', texts.attention, [
    table(texts.attention, [texts.case, texts.why, boardTexts[language].awaited, texts.toDo], rows),
    remainder(needs.attention, language),
  ])
}

/** What puts right each reason for which a case needs somebody. */
const toDo: Readonly<Record<Attention, (row: BoardRow, desk: Desk) => HtmlValue>> = {
  late: (_, { language }) => nowTexts[language].mend.operator,
  terms: settling,
  vacant: (row, desk) => mends(row, ['reassignment'], desk),
  unreachable: (row, desk) => mends(row, ['reassignment', 'reissue'], desk),
}

function overdueSection({ needs, desk, programme: { timeZone }, now }: NowPage): Html {
  const { language } = desk
  const texts = nowTexts[language]
  const shown = needs.overdue.slice(0, sectionLength)
  const rows = shown.map((row) => [
    caseLink(row, language),
    awaitedView(row.standing.awaited, language, timeZone),
    html`${chip(row.standing.due === null ? '–' : daysSince(row.standing.due, now, language), 'warning')}<div class="quiet">${row.statusWords[language]}</div>`,
    row.status === 'closed' ? obligationsView(row, desk) : mends(row, ['reissue', 'extension'], desk),
  ])
  return section('overdue', texts.overdue, [
    holders(shown, language),
    table(texts.overdue, [texts.case, boardTexts[language].awaited, texts.late, texts.toDo], rows),
    needs.overdue.length > sectionLength &&
      html`<p><a href="${paths.boardCases()}?overdue=true">${texts.allOverdue}</a></p>`,
  ])
}

/** What is overdue under a completed contract: what the case office follows up, where no repair helps. */
function obligationsView({ standing }: BoardRow, { language }: Desk): HtmlValue {
  return standing.obligations.map((obligation) => html`<div>${obligation[language]}</div>`)
}

/** With whom the overdue cases are, whoever has most of them first. */
function holders(rows: readonly BoardRow[], language: Language): Html {
  const counts = new Map<string, number>()
  for (const { standing } of rows) {
    for (const { name, place } of standing.awaited) {
      const who = (name ?? place)[language]
      counts.set(who, (counts.get(who) ?? 0) + 1)
    }
  }
  const most = [...counts].sort(([, a], [, b]) => b - a)
  return html`<p>${nowTexts[language].holders} ${most.map(
    ([who, count]) =>
      html`<span class="holder">${userText(who)} ${chip(formatNumber(count, language))}</span> `,
  )}</p>`
}

function undeliveredSection({ needs, desk: { language } }: NowPage): Html {
  const texts = nowTexts[language]
  const rows = needs.undelivered
    .slice(0, sectionLength)
    .map(({ row, effect: { what, to, email } }) => [
      caseLink(row, language),
      html`${what[language]}${to !== null && html`<div class="quiet">${userText(to[language])}</div>`}`,
      email === null ? '–' : html`<bdi dir="ltr">${email}</bdi>`,
    ])
  return section('undelivered', texts.undelivered, [
    html`<p>${texts.undeliveredDetail}</p>`,
    table(texts.undelivered, [texts.case, texts.message, texts.address], rows),
  ])
}

function caseSection(
  title: string,
  list: readonly BoardRow[],
  { desk: { language }, programme }: NowPage,
): Html {
  const { reference, status, awaited, due } = boardTexts[language]
  const rows = list
    .slice(0, sectionLength)
    .map((row) => [
      caseLink(row, language),
      row.statusWords[language],
      awaitedView(row.standing.awaited, language, programme.timeZone),
      dueView(row.standing, language, programme.timeZone),
    ])
  return section(undefined, title, [
    table(title, [reference, status, awaited, due], rows),
    remainder(list, language),
  ])
}

/** The way to the terms, which only the case office settles. */
function settling({ reference }: BoardRow, { member, language }: Desk): HtmlValue {
  if (member.access !== 'case-office') return '–'
  return html`<a href="${paths.terms(reference)}">${nowTexts[language].mend.settle}</a>`
}

/** The repairs that mend it, each leading to its form; only the case office is offered any. */
function mends({ reference }: BoardRow, repairs: readonly Repair[], { member, language }: Desk): HtmlValue {
  const { reassign, reissue, extend } = nowTexts[language].mend
  const words: Readonly<Partial<Record<Repair, string>>> = {
    reassignment: reassign,
    reissue,
    extension: extend,
  }
  if (member.access !== 'case-office') return '–'
  return html`<ul class="plain">${repairs.map(
    (repair) =>
      html`<li><a href="${paths.boardCase(reference)}?repair=${repair}#repair">${words[repair]}</a></li>`,
  )}</ul>`
}

function remainder(list: readonly unknown[], language: Language): HtmlValue {
  if (list.length <= sectionLength) return null
  return html`<p class="quiet">${nowTexts[language].more(formatNumber(sectionLength, language))}</p>`
}

function section(id: string | undefined, title: string, content: HtmlValue): Html {
  return html`<section class="listed"${id !== undefined && html` id="${id}"`}><h2>${title}</h2>${content}</section>`
}
