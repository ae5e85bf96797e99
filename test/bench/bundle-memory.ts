import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './median.ts'

const run = promisify(execFile)
const bundleOnce = fileURLToPath(new URL('bundle-once.ts', import.meta.url))

export interface BundleMemory {
  /** Bytes. */
  readonly attachments: number
  /** Bytes that the process grew by at most while it made the bundle, garbage included; the median of three runs. */
  readonly grown: number
  /** Bytes more that JavaScript held at any one time; the median of three runs. */
  readonly held: number
  /** Bytes that arrived at the store, to show that all of it was sent. */
  readonly stored: number
}

/** Makes a bundle of so many attachments of so many bytes, in processes of their own, beside a store that sends and takes them. */
export async function bundleMemory(size: number, count: number): Promise<BundleMemory> {
  let stored = 0
  const store = createServer((request, response) => {
    // Whether the bundle is there already.
    if (request.method === 'HEAD') {
      response.writeHead(404).end()
      return
    }
    if (request.method === 'GET') {
      const asked = Number(/-of-(\d+)/.exec(request.url ?? '')?.[1])
      const content = Buffer.alloc(asked, 'a')
      response.writeHead(200, { 'content-length': content.length }).end(content)
      return
    }
    stored = 0
    request.on('data', (chunk: Buffer) => (stored += chunk.length))
    request.on('end', () => response.writeHead(200).end())
  })
  await new Promise<void>((listening) => store.listen(0, '127.0.0.1', listening))
  // Collecting garbage all the time takes longer than Node lets a request take.
  store.requestTimeout = 0
  const { port } = store.address() as AddressInfo
  const measure = async (what: 'grown' | 'held'): Promise<number> => {
    const took: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const given = [bundleOnce, `http://127.0.0.1:${port}`, String(size), String(count), what]
      took.push(Number((await run(process.execPath, ['--expose-gc', ...given])).stdout))
    }
    return median(took)
  }
  const grown = await measure('grown')
  const held = await measure('held')
  store.closeAllConnections()
  store.close()
  return { attachments: size * count, grown, held, stored }
}
