import { once } from 'node:events'
import { connect } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Longer than any answer takes on a busy machine. Milliseconds. */
const patience = 20_000

/**
 * Sends bytes as they are and reads the first answer until the connection ends. A client that has sent less than it promised
 * hangs up its half after `silence` milliseconds without an answer. `undefined` where the server says nothing either.
 */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  silence = patience,
): Promise<RawAnswer | undefined> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  const silent = setTimeout(() => {
    if (parts.length === 0) socket.end()
  }, silence)
  const late = setTimeout(() => socket.destroy(), patience + silence)
  await Promise.race([once(socket, 'end'), once(socket, 'close')]).catch(() => undefined)
  clearTimeout(silent)
  clearTimeout(late)
  socket.destroy()
  return parse(Buffer.concat(parts).toString('utf8'))
}

function parse(text: string): RawAnswer | undefined {
  const at = text.indexOf('\r\n\r\n')
  const [line = '', ...rest] = text.slice(0, at === -1 ? text.length : at).split('\r\n')
  const status = /^HTTP\/1\.[01] (\d{3}) /.exec(line)?.[1]
  if (status === undefined) return undefined
  const headers = rest.map((header) => {
    const colon = header.indexOf(':')
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()] as const
  })
  return { status: Number(status), headers: Object.fromEntries(headers), body: text.slice(at + 4) }
}
