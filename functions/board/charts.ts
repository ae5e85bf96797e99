import { type Html, html } from '#functions/pages/html.ts'
import type { Language } from '#workflows/language.ts'

/** One bar: what it is, how much, and how much in words. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly label: string
}

const width = 600
const row = 46

/** Bars below one another that begin where the language's lines begin. The table behind them says the same in figures. */
export function bars(title: string, values: readonly Bar[], language: Language): Html {
  const greatest = Math.max(1, ...values.map(({ value }) => value))
  const { isRtl, start, end, direction } = sides(language)
  const drawn = values.map(({ name, value, label }, index) => {
    const length = Math.max(value > 0 ? 3 : 0, Math.round((value / greatest) * width))
    const top = index * row
    return html`<text x="${start}" y="${top + 17}" text-anchor="start">${name}</text><text x="${end}" y="${top + 17}" text-anchor="end">${label}</text><rect class="track" x="0" y="${top + 24}" width="${width}" height="12" rx="3"></rect><rect class="first" x="${isRtl ? width - length : 0}" y="${top + 24}" width="${length}" height="12" rx="3"></rect>`
  })
  return svg(title, { height: values.length * row, direction, content: html`${drawn}` })
}

/** Ever narrower bars in the middle: how many of those who began came so far. */
export function funnel(title: string, values: readonly Bar[], language: Language): Html {
  const greatest = Math.max(1, ...values.map(({ value }) => value))
  const { start, end, direction } = sides(language)
  const drawn = values.map(({ name, value, label }, index) => {
    const length = Math.max(value > 0 ? 3 : 0, Math.round((value / greatest) * width))
    const top = index * row
    return html`<text x="${start}" y="${top + 17}" text-anchor="start">${name}</text><text x="${end}" y="${top + 17}" text-anchor="end">${label}</text><rect class="first" x="${(width - length) / 2}" y="${top + 24}" width="${length}" height="14" rx="3"></rect>`
  })
  return svg(title, { height: values.length * row, direction, content: html`${drawn}` })
}

/** A month, with its parts from the axis upwards. */
export interface Column {
  readonly name: string
  readonly parts: readonly number[]
}

/** Classes of a column's parts, in order; the legend has them too. */
const partClasses = ['first', 'second', 'third'] as const
const plot = { height: 180, foot: 44, head: 20 }

/** Columns side by side, the earliest where lines begin; each part has its own colour and pattern of edges, and the legend. */
export function columns(
  title: string,
  { values, legend }: { readonly values: readonly Column[]; readonly legend: readonly string[] },
  language: Language,
): Html {
  const total = ({ parts }: Column): number => parts.reduce((sum, part) => sum + part, 0)
  const greatest = Math.max(1, ...values.map(total))
  const { isRtl, direction } = sides(language)
  const step = width / Math.max(1, values.length)
  const scale = plot.height / greatest
  const drawn = values.map((column, index) => {
    const middle = isRtl ? width - (index + 0.5) * step : (index + 0.5) * step
    let top = plot.head + plot.height
    const rects = column.parts.map((part, which) => {
      top -= part * scale
      return part === 0
        ? html``
        : html`<rect class="${partClasses[which] ?? 'third'}" x="${round(middle - step * 0.3)}" y="${round(top)}" width="${round(step * 0.6)}" height="${round(part * scale)}"></rect>`
    })
    const sum = total(column)
    return html`${rects}${sum > 0 && html`<text class="small" x="${round(middle)}" y="${round(top - 5)}" text-anchor="middle">${sum.toLocaleString(language)}</text>`}<text class="small" x="${round(middle)}" y="${plot.head + plot.height + 18}" text-anchor="middle">${column.name}</text>`
  })
  const axis = plot.head + plot.height
  const content = html`<line class="axis" x1="0" y1="${axis}" x2="${width}" y2="${axis}"></line>${drawn}`
  return html`${svg(title, { height: plot.head + plot.height + plot.foot, direction, content })}
<ul class="legend">${legend.map((name, index) => html`<li><span class="swatch ${partClasses[index] ?? 'third'}"></span>${name}</li>`)}</ul>`
}

function sides(language: Language) {
  const isRtl = language === 'fa'
  return {
    isRtl,
    start: isRtl ? width : 0,
    end: isRtl ? 0 : width,
    direction: isRtl ? 'rtl' : 'ltr',
  } as const
}

function svg(
  title: string,
  { height, direction, content }: { height: number; direction: 'rtl' | 'ltr'; content: Html },
): Html {
  return html`<svg class="chart" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="100%" direction="${direction}">${content}</svg>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
