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
 * Sends bytes as they are and reads the first answer until it is whole or the connection ends. A client that has sent less than it promised
 * hangs up its half after `silence` milliseconds without an answer. `undefined` where the server says nothing either.
 */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  silence = patience,
): Promise<RawAnswer | undefined> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const parts: Buffer[] = []
  const whole = new Promise<void>((resolve) => {
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      if (isWhole(Buffer.concat(parts).toString('latin1'))) resolve()
    })
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  const silent = setTimeout(() => {
    if (parts.length === 0) socket.end()
  }, silence)
  const late = setTimeout(() => socket.destroy(), patience + silence)
  await Promise.race([whole, once(socket, 'end'), once(socket, 'close')]).catch(() => undefined)
  clearTimeout(silent)
  clearTimeout(late)
  socket.destroy()
  return parse(Buffer.concat(parts).toString('utf8'))
}

/** Whether all has come that the answer says it consists of: a connection that is kept alive ends long after. */
function isWhole(text: string): boolean {
  const at = text.indexOf('\r\n\r\n')
  const length = /^content-length: (\d+)$/im.exec(text.slice(0, at))?.[1]
  return at !== -1 && length !== undefined && text.length >= at + 4 + Number(length)
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
