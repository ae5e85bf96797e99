import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { boardHead } from '#functions/shared/office/board-parts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { chip, code, definitionList, table, userText } from '#functions/shared/pages/parts.ts'
import { persianDigits } from '#workflows/contract/persian.ts'
import type { Language } from '#workflows/language.ts'
import { localDateOf } from '#workflows/programme/local-day.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { caseFilterSchema } from './case-filter.ts'
import { comparisons } from './charts.ts'
import { findCases } from './find-cases.ts'
import { type MunicipalRevenue, municipalRevenue, type Revenue, sumOf, type Year } from './revenue.ts'

const fa = {
  title: 'درآمد شهرداری از قراردادها',
  lead: 'آنچه از قراردادهای ثبت‌شده در امور مالی انتظار می‌رود و آنچه دریافت شده است. هر دریافت در سالی شمرده می‌شود که سررسید قسط آن است.',
  none: 'هنوز قراردادی در امور مالی ثبت نشده است.',
  bounded: (count: string) => `تنها ${count} پروندهٔ بسته که تازه‌تر تغییر کرده‌اند شمرده شده است.`,
  drawn: 'مورد انتظار و دریافت‌شده، سال به سال',
  legend: 'نوار توخالی: مورد انتظار؛ نوار پر: دریافت‌شده.',
  of: 'از',
  byYear: 'سال به سال',
  byContract: 'قرارداد به قرارداد',
  year: 'سال',
  contract: 'قرارداد',
  proposal: 'طرح',
  expected: 'مورد انتظار',
  received: 'دریافت‌شده',
  overdue: 'سررسیدگذشته و دریافت‌نشده',
}

const en: typeof fa = {
  title: 'Municipal revenue of the contracts',
  lead: 'What is expected of the contracts that finance has booked, and what has come. A payment counts in the Jalali year in which its instalment falls due.',
  none: 'Finance has booked no contract yet.',
  bounded: (count) => `Only the ${count} closed cases that changed last are counted.`,
  drawn: 'Expected and received, year by year',
  legend: 'Outlined: expected. Filled: received.',
  of: 'of',
  byYear: 'Year by year',
  byContract: 'Contract by contract',
  year: 'Year',
  contract: 'Contract',
  proposal: 'Proposal',
  expected: 'Expected',
  received: 'Received',
  overdue: 'Past due and not received',
}

const revenueTexts = { fa, en } as const

interface RevenuePage {
  readonly revenue: MunicipalRevenue
  readonly read: number
  /** Whether older cases were left out. */
  readonly isBounded: boolean
  readonly desk: Desk
  readonly programme: Programme
}

/** Expected against received; the drawing says nothing that the tables do not. */
function revenuePage({ revenue, read, isBounded, desk, programme }: RevenuePage): string {
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
  { figures: [1, 2, 3], narrow: 'pairs' },
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
  { figures: [3, 4, 5], narrow: 'pairs', wide: [2] },
)}`
}`
  return layout({ language, title: texts.title, programme, path: paths.revenue(), main, wide: true })
}

/** A year has no separator of thousands. */
function yearOf(year: number, language: Language): string {
  return language === 'fa' ? persianDigits(year) : String(year)
}

/** For each year what is expected, in outline, and what was received. */
function drawing(years: readonly Year[], language: Language): Html {
  const texts = revenueTexts[language]
  const drawn = years.map(({ year, expected, received }) => ({
    name: yearOf(year, language),
    label: `${formatMoney(received, language)} ${texts.of} ${formatMoney(expected, language)}`,
    whole: expected,
    part: received,
  }))
  return html`<figure class="card">${comparisons(texts.drawn, drawn)}<figcaption class="quiet">${texts.legend}</figcaption></figure>`
}

/** Completed cases that are looked at, the last first; the page says so when there are more. */
const mostRead = 2_000

/** What the city expects of its contracts, and what has come. */
export async function showRevenue(
  request: HttpRequest,
  { cases, commit, programme }: BoardDependencies,
  desk: Desk,
): Promise<Answer> {
  const now = commit.now()
  const filter = caseFilterSchema.parse({ show: 'closed', status: 'completed' })
  const search = { filter, cursor: undefined, now, programme: programme() }
  const found = await findCases(cases, search, { wanted: mostRead, mostRead })
  const present = programme()
  const today = localDateOf(now.getTime(), present.timeZone)
  const revenue = municipalRevenue(
    found.cases.map(({ state }) => state),
    today,
  )
  const { read } = found
  const isBounded = found.cursor !== null
  if (request.wants === 'json') return json(200, { ...revenue, today, read, complete: !isBounded })
  return page(200, revenuePage({ revenue, read, isBounded, desk, programme: present }))
}
