import type { IncomingMessage } from 'node:http'

/**
 * Reads a request's body, but no more than `limit` bytes of it.
 * @returns 'too-large' as soon as the limit is passed; whoever asked then answers, and calls `discardRest`.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-large'
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | 'too-large'>()
  const parts: Buffer[] = []
  let size = 0
  const take = (part: Buffer) => {
    size += part.length
    if (size <= limit) {
      parts.push(part)
      return
    }
    request.off('data', take)
    request.pause()
    resolve('too-large')
  }
  request.on('data', take)
  request.once('end', () => {
    resolve(Buffer.concat(parts))
  })
  request.once('error', reject)
  request.once('close', () => {
    reject(new Error('The client went away.'))
  })
  return promise
}

/** How much of a refused body is read, in bytes and milliseconds, before the connection is cut. */
const patience = { bytes: 64 * 1024 * 1024, milliseconds: 10_000 }

/** Whether the client has more of this request to send. */
export function isUnread(request: IncomingMessage): boolean {
  const announced = request.headers['transfer-encoding'] ?? request.headers['content-length'] ?? '0'
  return announced !== '0' && !request.complete
}

/**
 * Reads and drops what a client still sends after it was answered, and resolves when it has ended or tried our
 * patience. Closing at once would reset the connection, and the client would lose the answer.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cut = setTimeout(resolve, patience.milliseconds)
  let size = 0
  request.on('data', (part: Buffer) => {
    size += part.length
    if (size > patience.bytes) resolve()
  })
  for (const event of ['end', 'close', 'error'] as const) request.once(event, resolve)
  request.resume()
  await promise
  clearTimeout(cut)
}
