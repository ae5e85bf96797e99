import type { NewAttachment, NewMail } from '#infra/machine/mailbox.ts'

/**
 * Reads a raw message: enough of RFC 5322, 2045–2047 and 2231 to show what mail libraries write.
 * What it does not understand it shows as it is, for a mailbox to look at loses nothing by that.
 */
export function parseMime(message: Buffer): NewMail {
  const part = readPart(message)
  const mail = { html: '', text: '', attachments: [] as NewAttachment[] }
  collect(part, mail)
  const header = (name: string) => decodeWords(part.headers.get(name) ?? '')
  return {
    from: header('from'),
    to: splitAddresses(header('to')),
    replyTo: splitAddresses(header('reply-to')),
    subject: header('subject'),
    headers: {},
    ...mail,
  }
}

interface Part {
  readonly headers: ReadonlyMap<string, string>
  /** Each byte as one character. */
  readonly body: string
}

function readPart(bytes: Buffer | string): Part {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1')
  const [head = '', separator = ''] = /^[\s\S]*?(\r?\n\r?\n|$)/.exec(text) ?? []
  const lines = head
    .slice(0, head.length - separator.length)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const]
  })
  return { headers: new Map(headers), body: text.slice(head.length) }
}

function collect(part: Part, mail: { html: string; text: string; attachments: NewAttachment[] }): void {
  const type = readParameters(part.headers.get('content-type') ?? 'text/plain')
  const disposition = readParameters(part.headers.get('content-disposition') ?? '')
  const boundary = type.parameters.get('boundary')
  if (type.value.startsWith('multipart/') && boundary !== undefined) {
    for (const inner of splitParts(part.body, boundary)) collect(readPart(inner), mail)
    return
  }
  const content = decodeBody(part)
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name')
  if (disposition.value === 'attachment' || name !== undefined || !type.value.startsWith('text/')) {
    mail.attachments.push({
      name: decodeWords(name ?? 'attachment'),
      type: type.value,
      bytes: content,
    })
    return
  }
  const text = new TextDecoder(type.parameters.get('charset') ?? 'utf-8').decode(content)
  if (type.value === 'text/html') mail.html += text
  else mail.text += text
}

function splitParts(body: string, boundary: string): string[] {
  const pieces = `\r\n${body}`.split(`\n--${boundary}`)
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''))
}

function decodeBody({ headers, body }: Part): Buffer {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  return decodeQuotedPrintable(body.replaceAll(/[ \t]*=\r?\n/g, ''))
}

function decodeQuotedPrintable(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

/** `attachment; filename="a b.pdf"` and the `filename*0*=utf-8''…` form that long Persian names take. */
function readParameters(header: string): { value: string; parameters: Map<string, string> } {
  const [value = ''] = header.split(';', 1)
  const plain = new Map<string, string>()
  const pieces = new Map<string, string>()
  for (const [, name = '', quoted, bare] of header.matchAll(
    /;\s*([^=;\s]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g,
  )) {
    const text = quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1')
    const [base = '', marked] = name.toLowerCase().split('*', 2)
    if (marked === undefined) plain.set(base, text)
    else pieces.set(base, (pieces.get(base) ?? '') + text)
  }
  for (const [name, text] of pieces) plain.set(name, decodePercent(text.replace(/^[\w-]*'[\w-]*'/, '')))
  return { value: value.trim().toLowerCase(), parameters: plain }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** RFC 2047: `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`; blanks between two of them are not part of the text. */
function decodeWords(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, '?==?')
  let pending: { charset: string; bytes: Buffer } | undefined
  let result = ''
  const flush = () => {
    if (pending !== undefined) result += new TextDecoder(pending.charset).decode(pending.bytes)
    pending = undefined
  }
  for (const [whole, charset, kind, encoded] of joined.matchAll(
    /=\?([\w-]+)\?([BbQq])\?([^?]*)\?=|[\s\S]/g,
  )) {
    if (charset === undefined || encoded === undefined) {
      flush()
      result += whole
      continue
    }
    const bytes =
      kind?.toLowerCase() === 'b'
        ? Buffer.from(encoded, 'base64')
        : decodeQuotedPrintable(encoded.replaceAll('_', ' '))
    // A letter of several bytes may be cut between two words, so they are decoded together.
    pending = { charset, bytes: Buffer.concat([pending?.bytes ?? Buffer.alloc(0), bytes]) }
  }
  flush()
  return result
}

function splitAddresses(header: string): string[] {
  return header
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((address) => address.trim())
    .filter((address) => address !== '')
}
