import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotUtf8, partsOf } from '#functions/shared/edge/parse-multipart.ts'

const type = 'multipart/form-data; boundary=B'
const partsIn = (text: string, contentType = type) =>
  [...partsOf(Buffer.from(text, 'latin1'), contentType)].map(({ name, fileName, bytes }) => [
    name,
    fileName,
    bytes.toString('latin1'),
  ])
const file = (disposition: string, end = '\r\n') =>
  [
    `--B`,
    `Content-Disposition: form-data; ${disposition}`,
    'Content-Type: application/pdf',
    '',
    '%PDF',
    '--B--',
    '',
  ].join(end)

describe('a multipart form', () => {
  it.each([
    ['name="f"; filename="a\\"b.pdf"', 'a"b.pdf'],
    ['name="f"; filename="a%22b.pdf"', 'a"b.pdf'],
    ['name="f"; filename="C:\\Users\\me\\plan.pdf"', 'C:\\Users\\me\\plan.pdf'],
    ['name="f"; filename="C:\\fakepath\\a;b.pdf"', 'C:\\fakepath\\a;b.pdf'],
    ['name=f; filename=plain.pdf', 'plain.pdf'],
    ['name="f"; filename*=UTF-8\'\'%D8%B7.pdf', 'ط.pdf'],
    ['name="f"; filename*=ISO-8859-1\'\'Jos%E9.pdf', 'José.pdf'],
    ['name="f"; filename*=iso-8859-1\'es\'100%.pdf', '100%.pdf'],
    ['filename="first.pdf"; name="f"', 'first.pdf'],
    ['name="f"; filename=""', ''],
  ])('keeps the name in %s', (disposition, name) => {
    for (const end of ['\r\n', '\n']) expect(partsIn(file(disposition, end))).toEqual([['f', name, '%PDF']])
  })

  it('may have something before and behind it, and a quoted boundary', () => {
    const [part] = partsIn(`preamble\r\n${file('name="f"')}epilogue`, 'multipart/form-data; boundary="B"')
    expect(part).toEqual(['f', undefined, '%PDF'])
    expect(partsIn('--B--')).toEqual([])
  })

  it.each([
    '',
    'x',
    '--B',
    '--B\r\n',
    '--B\r\nno head\r\n--B--',
    '--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--',
  ])('is refused as %j', (text) => {
    expect(() => partsIn(text)).toThrow(SyntaxError)
  })

  it('is refused where letters would be lost, and names the field', () => {
    expect(() =>
      partsIn('--B\r\nContent-Disposition: form-data; name="title"\r\n\r\nJos\xe9\r\n--B--'),
    ).toThrow(expect.objectContaining({ field: 'title' }))
    for (const name of ['filename="Jos\xe9.pdf"', "filename*=windows-1256''%D8.pdf", 'filename*=x.pdf']) {
      expect(() => partsIn(file(`name="f"; ${name}`))).toThrow(NotUtf8)
    }
  })

  it('gives back every byte that was put in, by either end of line', () => {
    const content = fc.uint8Array({ maxLength: 200 }).filter((bytes) => !Buffer.from(bytes).includes('--B'))
    fc.assert(
      fc.property(fc.array(content, { maxLength: 4 }), fc.constantFrom('\r\n', '\n'), (contents, end) => {
        const body = Buffer.concat([
          ...contents.flatMap((bytes) => [
            Buffer.from(`--B${end}Content-Disposition: form-data; name="f"; filename="x"${end}${end}`),
            Buffer.from(bytes),
            Buffer.from(end),
          ]),
          Buffer.from('--B--'),
        ])
        expect([...partsOf(body, type)].map(({ bytes }) => new Uint8Array(bytes))).toEqual(contents)
      }),
    )
  })
})
