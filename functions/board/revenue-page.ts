import { type Html, html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { chip, code, definitionList, table, userText } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import { persianDigits } from '#workflows/contract/persian.ts'
import type { Language } from '#workflows/language.ts'
import { formatMoney, formatNumber } from '#workflows/programme/format-number.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { boardHead } from './board-parts.ts'
import { type MunicipalRevenue, type Revenue, sumOf, type Year } from './revenue.ts'
import { revenueTexts } from './revenue-texts.ts'
import type { Desk } from './session.ts'

interface RevenuePage {
  readonly revenue: MunicipalRevenue
  readonly read: number
  /** Whether older cases were left out. */
  readonly isBounded: boolean
  readonly desk: Desk
  readonly programme: Programme
}

/** Expected against received; the drawing says nothing that the tables do not. */
export function revenuePage({ revenue, read, isBounded, desk, programme }: RevenuePage): string {
  const { language } = desk
  const texts = revenueTexts[language]
  const { contracts, years } = revenue
  const all = sumOf(years)
  const amounts = ({ expected, received, overdue }: Revenue) => [
    formatMoney(expected, language),
    formatMoney(received, language),
    overdue === 0 ? '–' : chip(formatMoney(overdue, language), 'warning'),
  ]
  const columns = [texts.expected, texts.received, texts.overdue]
  const main = html`${boardHead(desk, 'revenue')}
<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
<div class="card">${definitionList([
    [texts.expected, formatMoney(all.expected, language)],
    [texts.received, formatMoney(all.received, language)],
    [texts.overdue, formatMoney(all.overdue, language)],
  ])}</div>
${isBounded && html`<p class="quiet">${texts.bounded(formatNumber(read, language))}</p>`}
${
  years.length === 0
    ? html`<p>${texts.none}</p>`
    : html`<section><h2>${texts.drawn}</h2>${drawing(years, language)}</section>
${table(
  texts.byYear,
  [texts.year, ...columns],
  years.map((row) => [yearOf(row.year, language), ...amounts(row)]),
)}
${table(
  texts.byContract,
  [texts.year, texts.contract, texts.proposal, ...columns],
  contracts.map((row) => [
    yearOf(row.year, language),
    html`<a href="${paths.boardCase(row.reference)}">${code(row.number)}</a>`,
    userText(row.title),
    ...amounts(row),
  ]),
)}`
}`
  return layout({ language, title: texts.title, programme, path: paths.revenue(), main, wide: true })
}

/** A year has no separator of thousands. */
function yearOf(year: number, language: Language): string {
  return language === 'fa' ? persianDigits(year) : String(year)
}

const width = 460
const row = 74

/** For each year two bars that begin where the language's lines begin: expected in outline, received filled. */
function drawing(years: readonly Year[], language: Language): Html {
  const texts = revenueTexts[language]
  const greatest = Math.max(1, ...years.flatMap(({ expected, received }) => [expected, received]))
  const isRtl = language === 'fa'
  const [start, end] = isRtl ? [width, 0] : [0, width]
  const length = (value: number): number => Math.round((value / greatest) * (width - 2))
  const x = (value: number): number => (isRtl ? width - 1 - length(value) : 1)
  const drawn = years.map(({ year, expected, received }, index) => {
    const top = index * row
    const share = `${formatMoney(received, language)} ${texts.of} ${formatMoney(expected, language)}`
    return html`<text x="${start}" y="${top + 17}" font-size="15" font-weight="600" fill="currentColor" text-anchor="start">${yearOf(year, language)}</text><text x="${end}" y="${top + 17}" font-size="14" fill="currentColor" text-anchor="end">${share}</text><rect x="${x(expected)}" y="${top + 26}" width="${length(expected)}" height="14" rx="3" fill="none" stroke="currentColor" stroke-width="1.5"></rect><rect x="${x(received)}" y="${top + 44}" width="${length(received)}" height="14" rx="3" fill="currentColor" opacity="0.75"></rect>`
  })
  return html`<svg role="img" aria-label="${texts.drawn}" viewBox="0 0 ${width} ${years.length * row}" width="${width}" direction="${isRtl ? 'rtl' : 'ltr'}">${drawn}</svg>
<p class="quiet">${texts.legend}</p>`
}
