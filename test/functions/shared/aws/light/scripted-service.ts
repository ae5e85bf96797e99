import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What the service does with a call: answers it, drops the connection, says nothing at all, stops in the middle of its answer, or says
 * so little at a time that it never ends.
 */
export type Act = { readonly status: number; readonly body: unknown } | 'drop' | 'silence' | 'half' | 'drip'

export interface ScriptedService {
  readonly endpoint: string
  readonly calls: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  readonly connections: () => number
  close(): void
}

/** A service on this machine that does with one call after the other what it was told; the last act is done again and again. */
export async function scriptedService(...acts: readonly Act[]): Promise<ScriptedService> {
  const calls: ScriptedService['calls'] = []
  let connections = 0
  const server = createServer((request, response) => {
    const act = acts[Math.min(calls.length, acts.length - 1)] ?? 'drop'
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      if (act === 'drop') request.socket.destroy()
      else if (act === 'half' || act === 'drip') {
        response.writeHead(200).write('{"Item":')
        const dripping = setInterval(() => act === 'drip' && response.write(' '), 500)
        response.on('close', () => clearInterval(dripping))
      } else if (act !== 'silence') response.writeHead(act.status).end(JSON.stringify(act.body))
    })
  })
  server.on('connection', () => {
    connections += 1
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    connections: () => connections,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
