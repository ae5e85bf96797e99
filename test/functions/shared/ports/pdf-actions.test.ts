import { constants, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pdfActions } from '#functions/shared/ports/pdf-actions.ts'

const actionsOf = (...parts: readonly (string | Buffer)[]) =>
  pdfActions(Buffer.concat(['%PDF-1.7\n', ...parts].map((part) => Buffer.from(part as string, 'latin1'))))
const packed = (objects: string) => deflateSync(Buffer.from(objects, 'latin1')).toString('latin1')

const script = packed('12 0 <</S/JavaScript/JS(x)>>')
/** Packed without an end. */
const cut = (objects: string) =>
  deflateSync(Buffer.from(objects, 'latin1'), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')

const asHex = (text: string) => `${Buffer.from(text, 'latin1').toString('hex')}>`

function asAscii85(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  let out = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const four = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)]).subarray(0, 4)
    let value = four.readUInt32BE()
    const length = Math.min(4, bytes.length - at)
    if (value === 0 && length === 4) {
      out += 'z'
      continue
    }
    let five = ''
    for (let digit = 0; digit < 5; digit += 1) {
      five = String.fromCharCode(33 + (value % 85)) + five
      value = Math.floor(value / 85)
    }
    out += five.slice(0, length + 1)
  }
  return `${out}~>`
}

/** Runs of three as they are, so that no name stays whole, and one of equal bytes. */
function asRunLength(text: string): string {
  const runs = text.match(/[^]{1,3}/g) ?? []
  return `${runs.map((run) => String.fromCharCode(run.length - 1) + run).join('')}\xfd \x80`
}

function asLzw(text: string, early = 1): string {
  const bits: string[] = []
  let codes = new Map<string, number>()
  let width = 9
  const put = (code: number) => bits.push(code.toString(2).padStart(width, '0'))
  const reset = () => {
    put(256)
    codes = new Map()
    width = 9
  }
  const codeOf = (run: string) => (run.length === 1 ? run.charCodeAt(0) : (codes.get(run) ?? -1))
  reset()
  let run = ''
  for (const letter of text) {
    if (run === '' || codeOf(run + letter) >= 0) {
      run += letter
      continue
    }
    put(codeOf(run))
    codes.set(run + letter, codes.size + 258)
    const next = codes.size + 257 + early
    width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12
    run = letter
    if (codes.size > 3_800) reset()
  }
  put(codeOf(run))
  put(257)
  const all = bits.join('')
  return Buffer.from(
    (all.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)),
  ).toString('latin1')
}

/** Rows of so many bytes, each after the row above it. */
function asPng(text: string, columns: number): string {
  const rows = text.match(new RegExp(`[^]{1,${columns}}`, 'g')) ?? []
  return rows
    .map((row, index) => {
      const above = index === 0 ? '' : (rows[index - 1] ?? '')
      const bytes = Array.from(row, (letter, at) =>
        String.fromCharCode((letter.charCodeAt(0) - (above.charCodeAt(at) || 0) + 256) % 256),
      )
      return `\x02${bytes.join('')}`
    })
    .join('')
}

const head = (filter: string, data: Buffer) =>
  Buffer.concat([Buffer.from(`<</Type/ObjStm/Filter/${filter}>>stream\n`), data])

/** Streams each of which holds the heads of those that follow as they are, and so goes on with what follows all. */
function nestedStreams(count: number): string {
  let after = ''
  for (let index = 0; index < count; index += 1) {
    const size = Buffer.alloc(4)
    size.writeUInt16LE(after.length, 0)
    size.writeUInt16LE(0xff_ff ^ after.length, 2)
    after = `/ObjStm stream\n\x78\x9c\0${size.toString('latin1')}${after}`
  }
  return after
}

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
    ['a word that a carriage return alone ends', `<</Type/ObjStm/Filter/Fl>>stream\r${script}\nendstream`],
    ['blanks after the word', `<</Type/ObjStm/Filter/Fl>>stream \t\0\f\r\n${script}\nendstream`],
    ['packed objects that do not say so', `<</N 1/First 5/Filter/Fl>>stream\n${script}\nendstream`],
    [
      'packed objects that say they are something else',
      `<</Type/XObject/N 1/First 5/Filter/Fl>>stream\n${script}\nendstream`,
    ],
    [
      'packed objects that break off into nonsense',
      `<</Type/ObjStm/Filter/Fl>>stream\n${cut('<</JS(x)>>')}\xff\xff\xff\nendstream`,
    ],
    ['a stream without an end', '1 0 obj<<>>stream\n2 0 obj<</JS(x)>>endobj'],
  ])('is not hidden by %s', (_, part) => {
    expect(actionsOf(part)).toEqual(['javascript'])
  })

  it('is looked for in the beginning of what is too long, and said not to be all', () => {
    const long = packed(`<</JS(x)>>${' '.repeat(9 * 1024 * 1024)}`)
    expect(actionsOf(`<</Type/ObjStm/Filter/Fl>>stream\n${long}\nendstream`)).toEqual([
      'javascript',
      'unseen',
    ])
  })

  it.each([
    ['is encrypted', 'trailer<</Root 1 0 R/Encrypt 5 0 R>>'],
    ['has too many packed parts', `<</Type/ObjStm>>stream\n${packed('')}\nendstream\n`.repeat(1_001)],
  ])('is said not to be known of a file that %s', (_, part) => {
    expect(actionsOf(part)).toEqual(['unseen'])
  })

  const lists = Array.from({ length: 7 }, (_, index) => `/X${index}<</Filter[/A85${'/Fl'.repeat(index)}]>>`)
  const [many, rows] = [
    asAscii85(asHex(asRunLength('<</JS(x)>>'))),
    packed(asPng('12 0 <</JS(x)>> '.repeat(9), 5)),
  ]
  it.each([
    ['seven lists of filters', `${lists.join('')}/Filter[/A85/AHx/RL]`, many],
    ['seven filters', `/Filter[${'/AHx'.repeat(7)}]`, [1, 2, 3, 4, 5, 6, 7].reduce(asHex, '<</JS(x)>>')],
    ['three filters that are named elsewhere', '/Filter 9 0 R', many],
    ['a very long list of filters', `/Filter[${' '.repeat(400)}/A85/AHx/RL]`, many],
    ['a filter of pictures', '/Filter[/AHx/DCTDecode]', asHex('\xff\xd8')],
    ['a predictor that is named elsewhere', '/Filter/Fl/DecodeParms 9 0 R', rows],
    ['a predictor behind another', '/X<</Columns 4>>/Filter/Fl/DecodeParms<</Predictor 12/Columns 5>>', rows],
    [
      'a predictor of one of two filters',
      '/Filter[/Fl/Fl]/DecodeParms[null<</Predictor 12/Columns 5>>]',
      packed(rows),
    ],
  ])('is said not to be known of what stands behind %s', (_, filter, data) => {
    expect(actionsOf(`<</Type/ObjStm${filter}>>stream\n`, data, '\nendstream')).toEqual(['unseen'])
  })

  it('is not looked for in the bytes of what outlines stand before', () => {
    const outlines = '<</Type/Outlines/First 3 0 R/Last 4 0 R>>endobj 2 0 obj'
    expect(actionsOf(`${outlines}<</Filter/Fl>>stream\n`, '\x01/JS ', packed('/JS '), '\nendstream')).toEqual(
      [],
    )
  })

  const objects = '12 0 <</S/JavaScript/JS(app.alert(1))>> '.repeat(40)
  let seed = 1
  const noise = Array.from({ length: 60_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return String.fromCharCode(32 + (seed % 64))
  }).join('')
  const [hex, a85, rl, lzw] = [asHex(objects), asAscii85(objects), asRunLength(objects), asLzw(objects)]
  it.each([
    ['ASCII85', '/Filter/ASCII85Decode', a85],
    [
      'ASCII85 with blanks and zeros',
      '/Filter/A85',
      asAscii85(`\0\0\0\0${objects}`).replaceAll(/(.{40})/g, '$1\r\n'),
    ],
    ['run lengths', '/Filter/RunLengthDecode', rl],
    ['LZW', '/Filter/LZWDecode', lzw],
    ['LZW whose codes get longer late', '/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>', asLzw(objects, 0)],
    ['ASCII85 of Flate', '/Filter[/ASCII85Decode/FlateDecode]', asAscii85(packed(objects))],
    ['hexadecimal digits of LZW', '/Filter [ /AHx /LZW ]', asHex(lzw)],
    ['hexadecimal digits of ASCII85 of run lengths', '/Filter[/AHx/A85/RL]', asHex(asAscii85(rl))],
    ['Flate of what hardly packs', '/Filter/Fl', packed(noise + objects + noise)],
    ['Flate of Flate', '/Filter[/Fl/Fl]', packed(packed(objects))],
    ['Flate of ASCII85, the names of which stand elsewhere', '/Filter 9 0 R', packed(a85)],
    ['LZW, the name of which stands elsewhere', '/Filter 9 0 R', lzw],
    ['a list of names that stand elsewhere', '/Filter[9 0 R 10 0 R]', asAscii85(rl)],
    ['an escaped name', '/Filter/LZW#44ecode', lzw],
    ['a name in a comment before the true one', '%/Filter/Crypt\n/Filter/LZWDecode', lzw],
    ['names far before the data', `/Filter/A85/X(${'x'.repeat(30_000)})`, a85],
    ['a name behind the sign of a comment in a text', '/X(100%)/Filter/A85', a85],
    [
      'a predictor behind the sign of a comment in a text',
      '/Filter/Fl/X(%)/DecodeParms<</Predictor 12/Columns 4>>',
      packed(asPng(objects, 4)),
    ],
    ['a name behind the word that ends a stream', '/N 1/First 5/X(endstream)/Filter/A85', a85],
    ['a filter that changes nothing between two others', '/Filter[/AHx/Crypt/A85]', asHex(a85)],
    ['much that breaks off into nonsense', '/Filter/Fl', `${cut(noise + objects)}\xff\xff\xff${noise}`],
    ['a name in a text before the true one', '/X(/Filter/A85)/Filter/RunLengthDecode', rl],
    [
      'a predictor of PNG',
      '/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>',
      packed(asPng(objects, 4)),
    ],
    ['run lengths that hold the end of a stream', '/Filter/RL', asRunLength(`endstream ${objects}`)],
    ['digits', '/Filter/AHx', hex],
    ['LZW without an end', '/Filter/LZW', lzw.slice(0, -4)],
    ['Flate without its checksum', '/Filter/Fl', `${packed(objects).slice(0, -4)}abcd`],
    ['Flate that was cut off', '/Filter/Fl', packed(objects).slice(0, -5)],
    ['ASCII85 without an end', '/Filter/A85', a85.slice(0, -2)],
  ])('is found in objects that are packed as %s', (_, filter, data) => {
    expect(actionsOf(`<</Type/ObjStm${filter}>>stream\n`, data, '\nendstream')).toEqual(['javascript'])
  })

  it('is said not to be all where there are more streams than anybody writes', () => {
    const empty = '1 0 obj <<>> stream\n\nendstream endobj\n'
    expect(actionsOf(empty.repeat(19_000))).toEqual([])
    expect(actionsOf(empty.repeat(20_001))).toEqual(['unseen'])
    expect(actionsOf(empty.repeat(20_001), '2 0 obj <</OpenAction <</S /URI /JS (x)>>>> endobj')).toEqual([
      'javascript',
      'unseen',
    ])
  })

  it('is looked for in bounded time in files that are made to take long', () => {
    const most = 10 * 1024 * 1024
    const fill = (unit: string | Buffer) => Buffer.alloc(most, Buffer.from(unit as string, 'latin1'))
    const bomb = (filter: string, data: string) =>
      fill(`<</Type/ObjStm/Filter${filter}>>stream\n${data}\nendstream\n`)
    const long = asLzw('a'.repeat(60_000))
    const nested = nestedStreams(800)
    const hostile = [
      bomb('/LZW', long),
      bomb('/RL', '\x81a'.repeat(4_000)),
      bomb('/A85', 'z'.repeat(9_000)),
      bomb('[/Fl/Fl/Fl/Fl]', packed('a'.repeat(7_000_000))),
      bomb(' 9 0 R', `${'7b'.repeat(500)}>`),
      bomb(' 9 0 R', long),
      fill('/ObjStm>>stream\n'),
      fill('/ObjStm /Filter['),
      fill('/ObjStm/Filter 1 0 R >>stream\nzzzzzzzzzzzzzzzzzzzzzzz'),
      fill('>> '),
      fill('/S '),
      fill('#41'),
      fill('78'),
      head('RL', fill('\0a')),
      head('AHx', fill('41')),
      fill('/ObjStm/Filter[/A85/RL/LZW/Fl/AHx/A85]stream\n!!!!'),
      fill('/ObjStm/Filter[stream\n'),
      bomb('/Fl', packed('#41'.repeat(3_000_000))),
      bomb('/Fl/DecodeParms<</Predictor 12/Columns 999999/Colors 4000>>', packed('a')),
      bomb('/Fl/DecodeParms<</Predictor 15/Columns 2>>', packed('\x04ab'.repeat(2_500_000))),
      bomb('/Fl', deflateSync(Buffer.alloc(9_000_000)).toString('latin1')),
      head('Fl', Buffer.concat([deflateSync(Buffer.alloc(most)).subarray(0, -9), fill('\xff')])),
      head('Fl', Buffer.concat([Buffer.from('\x78\x9c'), fill('\0\0\0\xff\xff'), fill('\xff')])),
      bomb('/Fl', `${cut('a'.repeat(3_000_000))}\xff\xff`),
      bomb('/Fl', '\x78\x9c\xff'),
      fill('/ObjStm endstream '),
      fill('endstream'),
      fill('/ObjStm/Filter/Fl/DecodeParms 1 0 R/Predictor 12/Columns 5 '),
      // Every stream leads to the same long row of empty blocks.
      Buffer.concat([Buffer.from(nested, 'latin1'), fill('\0\0\0\xff\xff')]),
      Buffer.concat([Buffer.from(nested, 'latin1'), fill(`\x05\xc0\x81\x08\0\0\0\0\x20\x7f\xeb\x0b`)]),
    ]
    for (const bytes of hostile) {
      const begun = process.cpuUsage()
      pdfActions(bytes)
      const { user, system } = process.cpuUsage(begun)
      expect((user + system) / 1_000).toBeLessThan(3_000)
    }
  })
})

const event = (script: string) =>
  `<template><subform><event activity="initialize">${script}</event></subform></template>`

const stream = (data: string, dictionary = '/Filter/FlateDecode') =>
  `5 0 obj <<${dictionary}/Length ${data.length}>>\nstream\n${data}\nendstream endobj\n`

describe('an XFA form', () => {
  const catalog = '1 0 obj <</Type/Catalog/AcroForm<</XFA 5 0 R>>>> endobj\n'
  const scripted = event('<script contentType="application/x-javascript">app.alert(1)</script>')
  const plain = event('<speak/>').replace('event', 'draw')

  it.each([
    ['packed', catalog, stream(packed(scripted))],
    ['as it is', catalog, stream(scripted, '')],
    ['under a prefix', catalog, stream(packed(scripted.replaceAll('script', 'xfa:script')))],
    ['in FormCalc, without a type', catalog, stream(packed(event('<script>1 + 1</script>')))],
    ['in UTF-16', catalog, stream(packed(Buffer.from(scripted, 'utf16le').toString('latin1')))],
    ['in hexadecimal', catalog, stream(asHex(scripted), '/Filter/ASCIIHexDecode')],
    ['named with escapes', catalog.replace('/XFA', '/X#46A'), stream(packed(scripted))],
    [
      'named in packed objects',
      `2 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n${packed('1 0 <</AcroForm<</XFA[(template) 5 0 R]>>>>')}\nendstream endobj\n`,
      stream(packed(scripted)),
    ],
    ['said to be a picture', catalog, stream(packed(scripted), '/Subtype/Image/Filter/FlateDecode')],
  ])('is told to have a script: %s', (_, ...parts) => {
    expect(actionsOf(...parts)).toContain('javascript')
  })

  it('without a script is told to have none', () => {
    expect(actionsOf(catalog, stream(packed(plain)))).toEqual([])
  })

  it('is no form where nothing names it so, though the letters of a script are packed somewhere', () => {
    expect(actionsOf(stream(packed('a text about <script> in pages')))).toEqual([])
  })
})
