import { isUtf8 } from 'node:buffer'

/** One part of a multipart form; a file has a file name, which is empty where its input was left empty. */
export interface BodyPart {
  readonly name: string
  readonly fileName: string | undefined
  readonly type: string
  readonly bytes: Buffer
}

/** What of a part is no UTF-8; the name where it is not that itself. */
export class NotUtf8 extends Error {
  readonly field: string | undefined
  constructor(field?: string) {
    super('A part of a form is no UTF-8')
    this.field = field
  }
}

/**
 * The parts of a multipart form (RFC 7578), as browsers and the tools of programmers write them: lines may end in LF alone, and
 * quotes in names may be escaped or percent-encoded. The platform's own parser takes neither, and loses letters that are no UTF-8.
 * @throws SyntaxError when it is no such form, NotUtf8
 */
export function* partsOf(body: Buffer, contentType: string): Generator<BodyPart> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new SyntaxError('A form has no boundary')
  const delimiter = Buffer.from(`--${boundary}`)
  let [start, end] = nextDelimiter(body, delimiter, 0)
  for (;;) {
    if (body.subarray(end, end + 2).toString('latin1') === '--') return
    const content = body.indexOf('\n', end) + 1
    if (content === 0 || body.subarray(end, content).toString('latin1').trim() !== '') throw new SyntaxError()
    ;[start, end] = nextDelimiter(body, delimiter, content)
    const lineEnd = body.subarray(content - 2, content).toString('latin1') === '\r\n' ? '\r\n' : '\n'
    yield partIn(body.subarray(content, start - lineEnd.length), lineEnd)
  }
}

/** Where the next line begins that is a delimiter, and where the delimiter ends. */
function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): [start: number, end: number] {
  for (let at = body.indexOf(delimiter, from); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    if (at === 0 || body[at - 1] === 0x0a) return [at, at + delimiter.length]
  }
  throw new SyntaxError('A form does not end')
}

function partIn(part: Buffer, lineEnd: string): BodyPart {
  const blank = part.indexOf(lineEnd + lineEnd)
  if (blank === -1) throw new SyntaxError('A part has no head')
  const head = part.subarray(0, blank).toString('latin1').split(lineEnd)
  const header = (name: string): string =>
    head
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const said = parametersOf(header('content-disposition'))
  const raw = said.get('name')
  if (raw === undefined) throw new SyntaxError('A part has no name')
  const name = textOf(raw)
  const bytes = part.subarray(blank + 2 * lineEnd.length)
  const fileName = fileNameIn(said, name)
  if (fileName === undefined && !isUtf8(bytes)) throw new NotUtf8(name)
  return { name, fileName, type: header('content-type').split(';')[0]?.trim().toLowerCase() ?? '', bytes }
}

/** By name, each with the bytes of its value as one character each. */
function parametersOf(disposition: string): Map<string, string> {
  const found = disposition.matchAll(/;\s*([\w*-]+)=(?:"((?:\\"|[^"])*)"|([^;\s]*))/g)
  return new Map(
    [...found].map(([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      (quoted ?? plain)
        .replaceAll('\\"', '"')
        .replaceAll(/%(22|0d|0a)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    ]),
  )
}

function fileNameIn(said: ReadonlyMap<string, string>, field: string): string | undefined {
  const plain = said.get('filename')
  if (plain !== undefined) return textOf(plain, field)
  // Some tools write names outside ASCII in this way (RFC 8187), which browsers do not.
  const written = said.get('filename*')
  if (written === undefined) return undefined
  const [, charset, extended] = /^([^']*)'[^']*'(.*)$/.exec(written) ?? []
  if (extended !== undefined && charset?.toLowerCase() === 'iso-8859-1') return latin1In(extended)
  if (extended === undefined || charset?.toLowerCase() !== 'utf-8') throw new NotUtf8(field)
  try {
    return decodeURIComponent(extended)
  } catch {
    throw new NotUtf8(field)
  }
}

function latin1In(escaped: string): string {
  return escaped.replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function textOf(latin1: string, field?: string): string {
  const bytes = Buffer.from(latin1, 'latin1')
  if (!isUtf8(bytes)) throw new NotUtf8(field)
  return bytes.toString('utf8')
}
