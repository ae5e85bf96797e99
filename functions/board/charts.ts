import { type Html, html } from '#functions/shared/pages/html.ts'
import type { Language } from '#workflows/language.ts'
import { formatNumber } from '#workflows/text/format-number.ts'

/*
 * Charts are as wide as their place and their words as large as the page's, on a phone too: lengths are shares of the width, and
 * no `viewBox` shrinks them. The table behind a chart says the same in figures, so for a screen reader it is one picture.
 */

/** One bar: what it is, how much, and how much in words. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly label: string
}

const thick = 12

/** Bars below one another that begin where the language's lines begin. */
export function bars(title: string, values: readonly Bar[]): Html {
  const shareOf = shares(values.map(({ value }) => value))
  return rows(
    title,
    values.map((bar) => ({
      ...bar,
      drawing: html`<svg class="bar" width="100%" height="${thick}"><rect width="${shareOf(bar.value)}%" height="${thick}" rx="3"/></svg>`,
    })),
  )
}

/** Ever narrower bars in the middle: how many of those who began came so far. */
export function funnel(title: string, values: readonly Bar[]): Html {
  const shareOf = shares(values.map(({ value }) => value))
  return rows(
    title,
    values.map((bar) => {
      const share = shareOf(bar.value)
      return {
        ...bar,
        drawing: html`<svg class="bar alone" width="100%" height="${thick}"><rect x="${(100 - share) / 2}%" width="${share}%" height="${thick}" rx="3"/></svg>`,
      }
    }),
  )
}

/** A whole and how much of it there is: two bars, in outline and filled. */
export interface Comparison {
  readonly name: string
  readonly label: string
  readonly whole: number
  readonly part: number
}

export function comparisons(title: string, values: readonly Comparison[]): Html {
  const shareOf = shares(values.flatMap(({ whole, part }) => [whole, part]))
  return rows(
    title,
    values.map(({ name, label, whole, part }) => ({
      name,
      label,
      drawing: html`<svg class="bar alone" width="100%" height="${2 * thick + 8}"><rect class="outline" x="1" y="1" width="${shareOf(whole)}%" height="${thick}" rx="3"/><rect y="${thick + 6}" width="${shareOf(part)}%" height="${thick}" rx="3"/></svg>`,
    })),
  )
}

function rows(
  title: string,
  values: readonly { readonly name: string; readonly label: string; readonly drawing: Html }[],
): Html {
  return html`<div class="bars" role="img" aria-label="${title}">${values.map(
    ({ name, label, drawing }) =>
      html`<div><span>${name}</span> <span class="quiet">${label}</span>${drawing}</div>`,
  )}</div>`
}

/** Percent of the greatest; what is more than nothing can be seen. */
function shares(values: readonly number[]): (value: number) => number {
  const greatest = Math.max(1, ...values)
  return (value) => (value > 0 ? Math.max(0.5, round((100 * value) / greatest)) : 0)
}

/** A month, with its parts from the axis upwards. */
export interface Column {
  readonly name: string
  readonly parts: readonly number[]
}

/** Classes of a column's parts, in order; the legend has them too. */
const partClasses = ['first', 'second', 'third'] as const
const plot = { height: 180, foot: 30, head: 24 }

/** Columns side by side, the earliest where lines begin; each part has its own colour, and the legend. */
export function columns(
  title: string,
  { values, legend }: { readonly values: readonly Column[]; readonly legend: readonly string[] },
  language: Language,
): Html {
  const total = ({ parts }: Column): number => parts.reduce((sum, part) => sum + part, 0)
  const greatest = Math.max(1, ...values.map(total))
  const isRtl = language === 'fa'
  const step = 100 / Math.max(1, values.length)
  const scale = plot.height / greatest
  const axis = plot.head + plot.height
  const drawn = values.map((column, index) => {
    const middle = isRtl ? 100 - (index + 0.5) * step : (index + 0.5) * step
    let top = axis
    const rects = column.parts.map((part, which) => {
      top -= part * scale
      return part === 0
        ? html``
        : html`<rect class="${partClasses[which] ?? 'third'}" x="${round(middle - step * 0.3)}%" y="${round(top)}" width="${round(step * 0.6)}%" height="${round(part * scale)}"></rect>`
    })
    const sum = total(column)
    // A narrow screen has room for every second name, the last one among them.
    const isBetween = (values.length - 1 - index) % 2 === 1
    return html`${rects}${sum > 0 && html`<text x="${round(middle)}%" y="${round(top - 5)}" text-anchor="middle">${formatNumber(sum, language)}</text>`}<text${isBetween && html` class="between"`} x="${round(middle)}%" y="${axis + 20}" text-anchor="middle">${column.name}</text>`
  })
  const height = plot.head + plot.height + plot.foot
  return html`<svg class="chart" role="img" aria-label="${title}" width="100%" height="${height}" direction="${isRtl ? 'rtl' : 'ltr'}"><line class="axis" x1="0" y1="${axis}" x2="100%" y2="${axis}"></line>${drawn}</svg>
<ul class="legend">${legend.map((name, index) => html`<li><span class="swatch ${partClasses[index] ?? 'third'}"></span>${name}</li>`)}</ul>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
