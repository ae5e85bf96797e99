import type { LookupAddress } from 'node:dns'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type HttpsCallerSpec, httpsCaller } from '#functions/shared/webhook/https-caller.ts'
import { testCertificate as otherCertificate } from '#test/infra/aws/seal/test-seal.ts'
import { localhostCertificate } from './localhost-certificate.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

interface Place {
  readonly port: number
  /** Requests that arrived. */
  readonly seen: { readonly method: string; readonly headers: object; readonly body: string }[]
}

/** A receiver on this machine, by TLS unless `plain`. */
async function receiver(answer: RequestListener, { plain = false } = {}): Promise<Place> {
  const seen: Place['seen'] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', headers } = request
      seen.push({ method, headers, body: Buffer.concat(chunks).toString() })
      answer(request, response)
    })
  }
  const { key, certificate } = localhostCertificate
  const server = plain ? createServer(listener) : createTlsServer({ key, cert: certificate }, listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

const says = (status: number, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(status, headers).end('{}')
}

/** Calls a receiver of this machine as somebody does who tries one out. */
function callHere(port: number, spec: HttpsCallerSpec = {}, { scheme = 'https', host = 'localhost' } = {}) {
  const origin = `${scheme}://${host}:${port}`
  const call = httpsCaller({ testOrigins: [origin], ca: localhostCertificate.certificate, ...spec })
  return call({
    url: `${origin}/tasvib`,
    allowedHosts: [],
    headers: { 'webhook-id': 'msg_1' },
    body: '{"a":1}',
  })
}

/** Calls by name, as in earnest; the name leads where `addresses` say, one answer after the other. */
function callByName(
  port: number,
  answers: readonly (readonly LookupAddress[])[],
  spec: HttpsCallerSpec = {},
) {
  let asked = 0
  const resolve = async () => answers[Math.min(asked++, answers.length - 1)] ?? []
  const call = httpsCaller({ resolve, ca: localhostCertificate.certificate, patience: 2_000, ...spec })
  const url = `https://erp.city.example:${port}/tasvib`
  return call({ url, allowedHosts: ['erp.city.example'], headers: {}, body: '{}' })
}

const inside = { address: '127.0.0.1', family: 4 }
const outside = { address: '8.8.8.8', family: 4 }

describe("a call to finance's own system", () => {
  it('is a POST of the body with its headers, and accepted by any 2xx', async () => {
    const { port, seen } = await receiver(says(204))
    expect(await callHere(port)).toEqual({ kind: 'accepted' })
    expect(seen).toEqual([
      {
        method: 'POST',
        headers: expect.objectContaining({ 'webhook-id': 'msg_1', 'content-type': 'application/json' }),
        body: '{"a":1}',
      },
    ])
  })

  it('fails while nobody listens', async () => {
    const { port } = await receiver(says(200))
    stops.splice(0).forEach((stop) => stop())
    expect(await callHere(port)).toEqual({ kind: 'failed', error: 'ECONNREFUSED' })
  })

  it.each([500, 503, 429, 404, 400])('fails by %i', async (status) => {
    const { port } = await receiver(says(status))
    expect(await callHere(port)).toEqual({ kind: 'failed', error: `HTTP ${status}` })
  })

  it('says that the endpoint is gone by 410', async () => {
    const { port } = await receiver(says(410))
    expect(await callHere(port)).toEqual({ kind: 'gone' })
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect: %i', async (status) => {
    const target = await receiver(says(200))
    const location = `https://localhost:${target.port}/other`
    const { port } = await receiver(says(status, { location }))
    expect(await callHere(port)).toEqual({ kind: 'failed', error: 'Redirected' })
    expect(target.seen).toEqual([])
  })

  it('waits no longer than its patience for an answer that does not come', async () => {
    const { port } = await receiver(() => undefined)
    const started = performance.now()
    expect(await callHere(port, { patience: 200 })).toEqual({ kind: 'failed', error: 'TimedOut' })
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('reads no more of an answer than it needs, however long that goes on', async () => {
    const { promise: ended, resolve: closed } = Promise.withResolvers<void>()
    const { port } = await receiver((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('x'.repeat(4_096)), 5)
      response.on('close', () => {
        clearInterval(drip)
        closed()
      })
    })
    expect(await callHere(port)).toEqual({ kind: 'accepted' })
    await ended
  })

  it('fails by headers without end', async () => {
    const { port } = await receiver(says(200, { 'x-long': 'x'.repeat(12_000) }))
    expect(await callHere(port)).toMatchObject({ kind: 'failed', error: 'HPE_HEADER_OVERFLOW' })
  })

  it('fails by a certificate that nobody vouches for, or of another name', async () => {
    const { port, seen } = await receiver(says(200))
    expect(await callHere(port, { ca: otherCertificate })).toMatchObject({ kind: 'failed' })
    const other = await callHere(port, {}, { host: '127.0.0.1' })
    expect(other).toEqual({ kind: 'failed', error: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(seen).toEqual([])
  })
})

describe('a call in earnest', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.1.10',
    '::1',
    '::ffff:127.0.0.1',
    'fd00:ec2::254',
  ])('is not made when the name leads to %s', async (address) => {
    const { port, seen } = await receiver(says(200))
    const family = address.includes(':') ? 6 : 4
    expect(await callByName(port, [[{ address, family }]])).toEqual({
      kind: 'failed',
      error: 'AddressRefused',
    })
    expect(seen).toEqual([])
  })

  it('is not made when one of many addresses is inside', async () => {
    const { port, seen } = await receiver(says(200))
    expect(await callByName(port, [[outside, inside]])).toEqual({ kind: 'failed', error: 'AddressRefused' })
    expect(seen).toEqual([])
  })

  it('fails closed when the name cannot be resolved', async () => {
    const { port } = await receiver(says(200))
    expect(await callByName(port, [[]])).toEqual({ kind: 'failed', error: 'AddressRefused' })
    const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    const resolve = () => Promise.reject(unknown)
    expect(await callByName(port, [], { resolve })).toEqual({ kind: 'failed', error: 'ENOTFOUND' })
  })

  it.each([
    'http://erp.city.example/tasvib',
    'https://other.city.example/tasvib',
    'https://erp.city.example.evil.example/tasvib',
    'https://127.0.0.1/tasvib',
    'https://[::1]/tasvib',
    'https://2130706433/tasvib',
    'https://0x7f.1/tasvib',
  ])('goes to no host that the programme does not name, nor by HTTP: %s', async (url) => {
    const call = httpsCaller({
      resolve: async () => {
        throw new Error('Nobody should be asked')
      },
    })
    const allowedHosts = ['erp.city.example']
    expect(await call({ url, allowedHosts, headers: {}, body: '{}' })).toEqual({
      kind: 'failed',
      error: 'HostRefused',
    })
  })

  it('reaches this machine by its address only where somebody tries a receiver out', async () => {
    const { port } = await receiver(says(200), { plain: true })
    const origin = `http://127.0.0.1:${port}`
    const given = { url: `${origin}/x`, allowedHosts: ['127.0.0.1'], headers: {}, body: '{}' }
    expect(await httpsCaller()(given)).toEqual({ kind: 'failed', error: 'HostRefused' })
    expect(await httpsCaller({ testOrigins: [origin] })(given)).toEqual({ kind: 'accepted' })
    const other = { ...given, url: `http://127.0.0.1:${port + 1}/x` }
    expect(await httpsCaller({ testOrigins: [origin] })(other)).toEqual({
      kind: 'failed',
      error: 'HostRefused',
    })
  })
})
