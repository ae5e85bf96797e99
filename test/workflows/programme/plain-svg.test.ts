import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { isPlainSvg } from '#workflows/programme/plain-svg.ts'

const svg = (inner: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"${more}>${inner}</svg>`

describe('isPlainSvg', () => {
  it.each([
    ['shapes', svg('<g><path d="M0 0h8"/></g><circle r="2" fill="#fff"/>')],
    ['a gradient of its own', svg('<defs><linearGradient id="a"/></defs><path d="M0 0" fill="url(#a)"/>')],
    ['a title in Persian', svg('<title>نشان شهر</title>')],
    ['the logo of Kerman', kerman.branding.logo],
  ])('takes %s', (_, text) => {
    expect(isPlainSvg(text)).toBe(true)
  })

  it.each([
    ['a script', svg('<script>x()</script>')],
    ['a handler', svg('<path onclick="x()"/>')],
    ['a handler in capitals', svg('<path onClick="x()"/>')],
    ['a link', svg('<a href="https://x.example"/>')],
    ['an image', svg('<image href="https://x.example/x.png"/>')],
    ['what is used from elsewhere', svg('<use href="https://x.example#a"/>')],
    ['a style', svg('<path style="fill:red"/>')],
    ['paint from elsewhere', svg('<path fill="url(https://x.example#a)"/>')],
    ['other markup', svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>')],
    ['an animation', svg('<animate attributeName="href"/>')],
    ['an entity', svg('<title>&lt;script&gt;</title>')],
    ['a declaration', `<!DOCTYPE svg [<!ENTITY a "x">]>${svg('')}`],
    ['a comment', svg('<!-- x -->')],
    ['what stands after it', `${svg('')}<svg/>`],
    ['text after it', `${svg('')} x`],
    ['tags that do not match', svg('<g><path d="M0 0"></g></path>')],
    ['an open tag', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['no drawing at all', ''],
    ['more than 20,000 characters', svg(`<path d="${'M0 0'.repeat(5_000)}"/>`)],
  ])('refuses %s', (_, text) => {
    expect(isPlainSvg(text)).toBe(false)
  })

  it('answers for any text, in time that grows with its length', () => {
    const pieces = fc.constantFrom('<svg', '<g>', '</g>', '<path d="', '"/>', ' fill="', '&', 'x', '>', ' ')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), (list) => {
        expect(isPlainSvg(`<svg xmlns="http://www.w3.org/2000/svg">${list.join('')}`)).toBeTypeOf('boolean')
      }),
    )
  })
})
