import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers every call of an AWS client on this machine with nothing found, and counts them. */
export async function silentCloud(): Promise<{
  readonly url: string
  readonly calls: () => number
  readonly close: () => void
}> {
  let calls = 0
  const server = createServer((request, response) => {
    calls += 1
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, calls: () => calls, close: () => server.close() }
}
