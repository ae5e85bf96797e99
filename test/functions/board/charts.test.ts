import { describe, expect, it } from 'vitest'
import { bars, columns, comparisons, funnel } from '#functions/board/charts.ts'

const widths = (drawing: unknown): string[] =>
  [...String(drawing).matchAll(/<rect[^>]* width="([^"]+)"/g)].map(([, width = '']) => width)

const values = [
  { name: 'a', value: 200, label: 'two hundred' },
  { name: 'b', value: 50, label: 'fifty' },
  { name: 'c', value: 0.01, label: 'next to nothing' },
  { name: 'd', value: 0, label: 'nothing' },
]

describe('a chart', () => {
  it.each([bars, funnel])(
    'draws lengths as shares of the greatest, and what is more than nothing so that it is seen',
    (draw) => {
      expect(widths(draw('title', values))).toEqual(['100%', '25%', '0.5%', '0%'])
    },
  )

  it('draws a whole and its part by one measure', () => {
    const drawing = comparisons('title', [
      { name: '1405', label: '', whole: 400, part: 100 },
      { name: '1406', label: '', whole: 200, part: 0 },
    ])
    expect(widths(drawing)).toEqual(['100%', '25%', '50%', '0%'])
  })

  it('has its words beside it and not in a drawing that shrinks', () => {
    const drawing = String(bars('title', values))
    expect(drawing).toContain('role="img" aria-label="title"')
    expect(drawing).toContain('<span>a</span> <span class="quiet">two hundred</span>')
    expect(drawing).not.toContain('viewBox')
  })

  it('begins its months where the language begins, and names the last one on narrow screens too', () => {
    const given = { values: ['1', '2', '3', '4'].map((name) => ({ name, parts: [1] })), legend: ['kind'] }
    const middles = (language: 'fa' | 'en') =>
      [...String(columns('title', given, language)).matchAll(/x="([\d.]+)%" y="224"[^>]*>(\d)</g)].map(
        ([, middle, name]) => [name, middle],
      )
    expect(middles('en')).toEqual([
      ['1', '12.5'],
      ['2', '37.5'],
      ['3', '62.5'],
      ['4', '87.5'],
    ])
    expect(middles('fa')).toEqual([
      ['1', '87.5'],
      ['2', '62.5'],
      ['3', '37.5'],
      ['4', '12.5'],
    ])
    const between = [...String(columns('title', given, 'en')).matchAll(/class="between"[^>]*>(\d)</g)]
    expect(between.map(([, name]) => name)).toEqual(['1', '3'])
  })
})
