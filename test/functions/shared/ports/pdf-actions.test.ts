import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pdfActions } from '#functions/shared/ports/pdf-actions.ts'

const actionsOf = (...parts: readonly (string | Buffer)[]) =>
  pdfActions(Buffer.concat(['%PDF-1.7\n', ...parts].map((part) => Buffer.from(part as string, 'latin1'))))
const packed = (objects: string) => deflateSync(Buffer.from(objects, 'latin1')).toString('latin1')

describe('what a PDF does by itself', () => {
  it('is nothing in a plain one', () => {
    expect(actionsOf('1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj')).toEqual([])
    expect(actionsOf('1 0 obj <</Title(JavaScript for beginners)/JSON 1/Launcher 2>> endobj')).toEqual([])
  })

  it('is its scripts and what it starts, however the names are written', () => {
    expect(actionsOf('<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>')).toEqual(['javascript'])
    expect(actionsOf('<</AA<</O<</S/Java#53cript>>>>>>')).toEqual(['javascript'])
    expect(actionsOf('<</S /Launch /F (cmd.exe)>>')).toEqual(['launch'])
    expect(actionsOf('<</S/Launch/Next<</S/JavaScript>>>>')).toEqual(['javascript', 'launch'])
  })

  it('is found among packed objects, and not among the bytes of a picture', () => {
    const objects = packed('12 0 <</S/JavaScript/JS(x)>>')
    expect(actionsOf('<</Type/ObjStm/Filter/FlateDecode>>stream\r\n', objects, '\nendstream')).toEqual([
      'javascript',
    ])
    expect(actionsOf('<</Subtype/Image>>stream\n', '\x01/JS \x02/Launch ', '\nendstream')).toEqual([])
  })

  it.each([
    [
      'a comment that ends in the word stream',
      '%upstream\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
    ],
    ['a comment that looks like the start of a stream', '%<<>>stream\n<</S/JavaScript/JS(x)>>'],
    ['a text that does', '(>>stream\n)<</S/JavaScript/JS(x)>>\n1 0 obj<<>>stream\nx\nendstream'],
    ['packed objects that are not packed', '<</Type/ObjStm>>stream\n12 0 <</S/JavaScript/JS(x)>>\nendstream'],
    [
      'packed objects in hexadecimal digits',
      `<</Type/ObjStm/Filter/ASCIIHexDecode>>stream\n${Buffer.from('<</S/JavaScript>>').toString('hex')}>\nendstream`,
    ],
    [
      'packed objects in hexadecimal digits once more',
      `<</Type/ObjStm/Filter[/AHx/Fl]>>stream\n${Buffer.from(packed('<</S/JavaScript>>'), 'latin1').toString('hex')}>\nendstream`,
    ],
    [
      'a long list before them',
      `<</Type/ObjStm/Filter/FlateDecode/X[${'0 '.repeat(4_000)}]>>stream\n${packed('<</JS(x)>>')}\nendstream`,
    ],
    ['a comment before them', `<</Type/ObjStm>>%x\nstream\n${packed('<</JS(x)>>')}\nendstream`],
    ['a stream that a reader is led into', '1 0 obj<<>>stream\n2 0 obj<</S /Java#53cript>>endobj\nendstream'],
    ['a stream without an end', '1 0 obj<<>>stream\n2 0 obj<</JS(x)>>endobj'],
  ])('is not hidden by %s', (_, part) => {
    expect(actionsOf(part)).toEqual(['javascript'])
  })

  it.each([
    ['too large', Buffer.alloc(9 * 1024 * 1024), 4],
    ['empty', Buffer.alloc(0), 1_000],
  ])('is looked for in bounded work where many packed parts are %s', (_, content, most) => {
    const part = `<</Type/ObjStm>>stream\n${deflateSync(content).toString('latin1')}\nendstream\n`
    let unpacked = 0
    const actions = pdfActions(Buffer.from(part.repeat(1_200), 'latin1'), (packed, options) => {
      unpacked += 1
      return inflateSync(packed, options)
    })
    expect(actions).toEqual([])
    expect(unpacked).toBe(most)
  })
})
