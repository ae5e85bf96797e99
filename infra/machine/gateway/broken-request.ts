import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RefusalStatus, refusalPage } from './refusal-page.ts'

/** By the parser's code; whatever else it cannot read is 400. */
const statusOf: Readonly<Record<string, RefusalStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/**
 * Answers what never becomes a request (a line that cannot be read, headers without end, broken chunks, a client that dribbles)
 * with our own headers and words; by itself Node answers with a bare status line.
 */
export function answerBrokenRequests(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answering.set(request.socket, response)
  })
  server.on('clientError', (error: Error, socket: Duplex) => {
    const response = answering.get(socket)
    // Somebody who was answered already, or is gone, cannot be told anything more.
    if (!socket.writable || (response?.headersSent === true && !response.writableFinished)) socket.destroy()
    else answerRaw(socket, statusOf['code' in error ? String(error.code) : ''] ?? 400, error)
  })
  server.on('connect', (_: IncomingMessage, socket: Duplex) => {
    answerRaw(socket, 405)
  })
}

function answerRaw(socket: Duplex, status: RefusalStatus, error?: Error): void {
  const { headers, body } = refusalPage(status, { headers: headersIn(error) })
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`)
  socket.end(
    [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body.toString()].join('\r\n'),
    () => {
      socket.destroy()
    },
  )
}

/** As far as the headers can be read: in which form and language the client wants its answer. */
function headersIn(error: Error | undefined): { accept?: string; cookie?: string } {
  const packet = error !== undefined && 'rawPacket' in error ? error.rawPacket : undefined
  if (!Buffer.isBuffer(packet)) return {}
  const text = packet.subarray(0, 16_384).toString('latin1')
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(text)?.[1] ?? ''
  return { accept: header('accept'), cookie: header('cookie') }
}
