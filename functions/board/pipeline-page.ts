import { type Html, html } from '#functions/pages/html.ts'
import { layout } from '#functions/pages/layout.ts'
import { table } from '#functions/pages/parts.ts'
import { paths } from '#functions/paths.ts'
import type { Language } from '#workflows/language.ts'
import { formatMoney, formatNumber } from '#workflows/programme/format-number.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { signedInAs } from './board-parts.ts'
import type { PipelineStep } from './pipeline.ts'
import { pipelineTexts } from './pipeline-texts.ts'
import type { Desk } from './session.ts'

interface PipelinePage {
  readonly steps: readonly PipelineStep[]
  readonly read: number
  /** Whether older cases were left out. */
  readonly isBounded: boolean
  readonly desk: Desk
  readonly programme: Programme
}

/** Age and expected revenue of what is under way; the drawings say nothing that the table does not. */
export function pipelinePage({ steps, read, isBounded, desk, programme }: PipelinePage): string {
  const { language } = desk
  const texts = pipelineTexts[language]
  const days = (count: number | null): string =>
    count === null ? '–' : texts.days(formatNumber(count, language), count)
  const total = steps.reduce((sum, { expectedRevenue }) => sum + expectedRevenue, 0)
  const rows = steps.map((step) => [
    step.name[language],
    formatNumber(step.cases, language),
    days(step.medianAge),
    days(step.longestAge),
    formatMoney(step.expectedRevenue, language),
  ])
  const head = [texts.step, texts.cases, texts.median, texts.longest, texts.revenue]
  const main = html`${signedInAs(desk)}
<p><a href="${paths.board()}">${texts.back}</a></p>
<h1>${texts.title}</h1>
<p>${texts.total} <strong>${formatMoney(total, language)}</strong></p>
${isBounded && html`<p class="quiet">${texts.bounded(formatNumber(read, language))}</p>`}
<section><h2>${texts.ageDrawn}</h2>${bars(
    texts.ageDrawn,
    steps.map(({ name, medianAge }) => [name[language], medianAge ?? 0, days(medianAge)]),
    language,
  )}</section>
<section><h2>${texts.revenueDrawn}</h2>${bars(
    texts.revenueDrawn,
    steps.map(({ name, expectedRevenue }) => [
      name[language],
      expectedRevenue,
      formatMoney(expectedRevenue, language),
    ]),
    language,
  )}</section>
${table(texts.table, head, rows)}`
  return layout({ language, title: texts.title, programme, path: paths.pipeline(), main, wide: true })
}

type Bar = readonly [name: string, value: number, label: string]

const row = 46
const width = 600

/** Bars that begin where the language's lines begin. */
function bars(title: string, values: readonly Bar[], language: Language): Html {
  const greatest = Math.max(1, ...values.map(([, value]) => value))
  const isRtl = language === 'fa'
  const start = isRtl ? width : 0
  const end = width - start
  const drawn = values.map(([name, value, label], index) => {
    const length = Math.round((value / greatest) * width)
    const top = index * row
    return html`<text x="${start}" y="${top + 17}" font-size="15" fill="currentColor" text-anchor="start">${name}</text><text x="${end}" y="${top + 17}" font-size="15" fill="currentColor" text-anchor="end">${label}</text><rect x="${isRtl ? width - length : 0}" y="${top + 24}" width="${length}" height="12" rx="3" fill="currentColor" opacity="0.6"></rect>`
  })
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${values.length * row}" width="100%" direction="${isRtl ? 'rtl' : 'ltr'}">${drawn}</svg>`
}
