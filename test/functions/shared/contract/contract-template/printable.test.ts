import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from '#functions/shared/contract/contract-template/printable.ts'

const breaks = (data: unknown): number => JSON.stringify(data).split('\u200B').length - 1

describe('printable data', () => {
  it('lets an endless word break', () => {
    expect(breaks(printable({ text: 'W'.repeat(4000) }))).toBeGreaterThan(100)
    expect(breaks(printable({ text: 'ا'.repeat(4000) }))).toBeGreaterThan(100)
  })

  it('leaves a digest in one piece, so that it can be copied', () => {
    expect(breaks(printable({ code: 'a'.repeat(64) }))).toBe(0)
    expect(breaks(printable({ code: 'a'.repeat(65) }))).toBeGreaterThan(0)
  })

  it('leaves a drawing as it is, of which no reader sees the characters', () => {
    const drawing = { svg: `<path d="M0 0${'h1v1'.repeat(40)}"/>\n\u{1F600}` }
    expect(printable(drawing)).toEqual(drawing)
  })

  it('keeps the shape and everything that is no text', () => {
    const data = { list: [1, null, true, { text: 'متن' }], absent: null }
    expect(printable(data)).toEqual(data)
  })

  it('breaks words of any letters between letters, never before a mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(JSON.stringify(printable(text))).not.toMatch(/\u200B\p{M}/u)
      }),
    )
  })
})
