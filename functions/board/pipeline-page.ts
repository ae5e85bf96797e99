import { paths } from '#functions/paths.ts'
import { boardHead, daysSince } from '#functions/shared/office/board-parts.ts'
import { boardTexts } from '#functions/shared/office/board-texts.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { layout } from '#functions/shared/pages/layout.ts'
import { code, disclosure, table } from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import { formatJalaliMonth } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'
import { bars, columns, funnel } from './charts.ts'
import { pipelineTexts } from './pipeline-texts.ts'
import type { MonthOfDecisions, PipelineStep } from './pipeline.ts'

interface PipelinePage {
  readonly steps: readonly PipelineStep[]
  readonly months: readonly MonthOfDecisions[]
  /** Cases that finance acknowledged in these months. */
  readonly completed: number
  readonly desk: Desk
  readonly programme: Programme
  readonly now: Date
}

/** Figures of the whole board, each drawn and with its table; the drawings say nothing that the tables do not. */
export function pipelinePage(page: PipelinePage): string {
  const { steps, desk, programme } = page
  const { language } = desk
  const texts = pipelineTexts[language]
  const total = steps.reduce((sum, { expectedRevenue }) => sum + expectedRevenue, 0)
  const main = html`${boardHead(desk, 'pipeline')}
<h1>${texts.title}</h1>
<p>${texts.total} <strong>${formatMoney(total, language)}</strong></p>
${presentSection(page)}
<p class="quiet">${texts.lately}</p>
${funnelSection(page)}
${timeSection(page)}
${decisionsSection(page)}`
  return layout({ language, title: texts.title, programme, path: paths.pipeline(), main, wide: true })
}

function presentSection({ steps, desk: { language }, now }: PipelinePage): Html {
  const texts = pipelineTexts[language]
  const rows = steps.map(({ name, cases, meanAge, oldest, expectedRevenue }) => [
    name[language],
    formatNumber(cases, language),
    inDays(meanAge, language),
    oldest === null
      ? '–'
      : html`${daysSince(oldest.since, now, language)}<div><a href="${paths.boardCase(oldest.reference)}">${code(oldest.reference)}</a></div>`,
    formatMoney(expectedRevenue, language),
  ])
  const drawn = steps.map(({ name, expectedRevenue }) => ({
    name: name[language],
    value: expectedRevenue,
    label: formatMoney(expectedRevenue, language),
  }))
  return chartSection(texts.present, {
    caption: texts.revenueDrawn,
    drawing: bars(texts.revenueDrawn, drawn),
    data: table(texts.present, [texts.step, texts.cases, texts.mean, texts.oldest, texts.revenue], rows, {
      figures: [1, 4],
      narrow: 'pairs',
      wide: [0],
    }),
  })
}

function funnelSection({ steps, completed, desk: { language } }: PipelinePage): Html {
  const texts = pipelineTexts[language]
  const reached = [
    ...steps.map(({ name, reached: count }) => ({ name: name[language], count })),
    { name: texts.signedOff, count: completed },
  ]
  const first = reached[0]?.count ?? 0
  const share = (count: number): string => (first === 0 ? '–' : percent(count / first, language))
  return chartSection(texts.funnel, {
    isSide: true,
    caption: texts.funnelDetail,
    drawing: funnel(
      texts.funnel,
      reached.map(({ name, count }) => ({
        name,
        value: count,
        label: `${formatNumber(count, language)} (${share(count)})`,
      })),
    ),
    data: table(
      texts.funnel,
      [texts.step, texts.reached, texts.ofAll],
      reached.map(({ name, count }) => [name, formatNumber(count, language), share(count)]),
      { figures: [1, 2], narrow: 'table' },
    ),
  })
}

function timeSection({ steps, desk: { language } }: PipelinePage): Html {
  const texts = pipelineTexts[language]
  return chartSection(texts.time, {
    isSide: true,
    caption: texts.timeDetail,
    drawing: bars(
      texts.time,
      steps.map(({ name, meanTime }) => ({
        name: name[language],
        value: meanTime ?? 0,
        label: inDays(meanTime, language),
      })),
    ),
    data: table(
      texts.time,
      [texts.step, texts.left, texts.took],
      steps.map(({ name, left, meanTime }) => [
        name[language],
        formatNumber(left, language),
        inDays(meanTime, language),
      ]),
      { figures: [1], narrow: 'table' },
    ),
  })
}

function decisionsSection({ months, desk: { language } }: PipelinePage): Html {
  const texts = pipelineTexts[language]
  const number = (value: number): string => formatNumber(value, language)
  return chartSection(texts.decisions, {
    caption: texts.decisionsDetail,
    drawing: columns(
      texts.decisions,
      {
        values: months.map(({ month, approved, changesRequested, rejected }) => ({
          name: formatJalaliMonth(month, language, 'short'),
          parts: [approved, changesRequested, rejected],
        })),
        legend: [texts.approved, texts.changesRequested, texts.rejected],
      },
      language,
    ),
    data: disclosure(
      texts.asTable,
      table(
        texts.decisions,
        [
          texts.month,
          texts.submitted,
          texts.approved,
          texts.changesRequested,
          texts.rejected,
          texts.completed,
          texts.ended,
        ],
        months.map((each) => [
          formatJalaliMonth(each.month, language, 'long'),
          number(each.submitted),
          number(each.approved),
          number(each.changesRequested),
          number(each.rejected),
          number(each.completed),
          number(each.ended),
        ]),
        { figures: [1, 2, 3, 4, 5, 6], narrow: 'pairs', wide: [0] },
      ),
    ),
  })
}

interface ChartSection {
  readonly caption: string
  readonly drawing: Html
  readonly data: Html
  /** Whether both fit side by side on a wide screen. */
  readonly isSide?: boolean
}

function chartSection(title: string, { caption, drawing, data, isSide = false }: ChartSection): Html {
  return html`<section><h2>${title}</h2>
<div class="charted${isSide && ' side'}"><figure class="card"><figcaption class="quiet">${caption}</figcaption>${drawing}</figure>${data}</div></section>`
}

function inDays(count: number | null, language: Language): string {
  if (count === null) return '–'
  if (count === 0) return pipelineTexts[language].underADay
  return boardTexts[language].days(formatNumber(count, language), count)
}

function percent(part: number, language: Language): string {
  const whole = formatNumber(Math.round(part * 100), language)
  return language === 'fa' ? `${whole}٪` : `${whole}%`
}
