import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface CountingProxy {
  readonly url: string
  /** Calls so far, by operation. */
  readonly calls: ReadonlyMap<string, number>
  /** Write units that the store says it used, indexes and transactions included. */
  readonly writeUnits: () => number
  readonly close: () => void
}

/** Stands before a store on this machine, passes everything on, and counts. It is asked what each call used. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const calls = new Map<string, number>()
  let writeUnits = 0
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const operation = operationOf(incoming)
    calls.set(operation, (calls.get(operation) ?? 0) + 1)
    const body = withCapacity(await buffer(incoming))
    const { 'transfer-encoding': _, ...headers } = incoming.headers
    const passed = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: { ...headers, 'content-length': body.length },
    }).end(body)
    const [answer] = (await once(passed, 'response')) as [IncomingMessage]
    const answered = await buffer(answer)
    writeUnits += unitsIn(answered)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(answered)
  }
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    writeUnits: () => writeUnits,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function operationOf({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target']).replace(/^(\w+?)(?:_\d+)?\./, '$1 ')
}

function withCapacity(body: Buffer): Buffer {
  const call = JSON.parse(body.toString('utf8')) as object
  return Buffer.from(JSON.stringify({ ...call, ReturnConsumedCapacity: 'TOTAL' }))
}

interface Capacity {
  readonly WriteCapacityUnits?: number
}

function unitsIn(answer: Buffer): number {
  const { ConsumedCapacity = [] } = JSON.parse(answer.toString('utf8')) as {
    ConsumedCapacity?: Capacity | readonly Capacity[]
  }
  return [ConsumedCapacity].flat().reduce((units, used) => units + (used.WriteCapacityUnits ?? 0), 0)
}
