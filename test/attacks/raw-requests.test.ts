import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { type RunningTasvib, runTasvib } from '#test/journey/running-tasvib.ts'
import { type RawAnswer, sendRaw } from './raw-exchange.ts'

const descriptionSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) })),
  ),
})

/** After so many milliseconds a client hangs up that has not sent all it promised. */
const silence = 300

let tasvib: RunningTasvib
let port = 0
let operatorPort = 0
/** Statuses that the description declares for every route, and 405, which is for what is no route. */
const declared = new Set<number>()
const seen = new Map<number, number>()

beforeAll(async () => {
  // Behind a proxy every request has an address of its own, so that limits do not end the test early.
  tasvib = await runTasvib({ trustProxy: true })
  port = Number(new URL(tasvib.runtime.localUrl).port)
  operatorPort = Number(new URL(tasvib.runtime.operatorUrl).port)
  const description = descriptionSchema.parse(
    await (await fetch(`${tasvib.runtime.localUrl}/openapi.json`)).json(),
  )
  for (const operation of Object.values(description.paths).flatMap((methods) => Object.values(methods))) {
    for (const status of Object.keys(operation.responses)) declared.add(Number(status))
  }
  declared.add(405)
})
afterAll(async () => {
  await tasvib.stop()
})

/** An answer that we wrote: declared, with our headers, and with words in it. Answers its status. */
function expectOurs(answer: RawAnswer | undefined, sent: string): number {
  const shown = JSON.stringify(sent.slice(0, 200))
  expect(answer, shown).toBeDefined()
  if (answer === undefined) return 599
  const { status, headers, body } = answer
  seen.set(status, (seen.get(status) ?? 0) + 1)
  expect(status, `${shown}: ${body.slice(0, 300)}`).toBeLessThan(500)
  expect([...declared], `${shown}: ${body.slice(0, 300)}`).toContain(status)
  expect(headers['x-content-type-options'], shown).toBe('nosniff')
  expect(headers['referrer-policy'], shown).toBe('no-referrer')
  expect(headers['access-control-allow-origin'], shown).toBeUndefined()
  if (status >= 400 && !sent.startsWith('HEAD')) {
    expect(headers['content-type'], shown).toMatch(/^(?:text\/html|application\/problem\+json)/)
    expect(body, shown).toMatch(/<h1|"title"/)
    expect(body, shown).not.toContain('<script>')
  }
  return status
}

const host = 'host: 127.0.0.1'
const get = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, host, 'connection: close', ...headers, '', ''].join('\r\n')
const post = (path: string, body: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, host, 'connection: close', ...headers, '', body].join('\r\n')
const form = 'content-type: application/x-www-form-urlencoded'
const json = 'content-type: application/json'

describe('a request that cannot be read', () => {
  it.each<[string, number, string]>([
    ['no HTTP at all', 400, 'hello\r\n\r\n'],
    ['a TLS hello', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP/2 at once', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an unknown version', 400, `GET / HTTP/9.9\r\n${host}\r\n\r\n`],
    ['an unknown method', 400, `FLY / HTTP/1.1\r\n${host}\r\n\r\n`],
    ['a space in the path', 400, `GET /a b HTTP/1.1\r\n${host}\r\n\r\n`],
    ['NUL in the path', 400, `GET /a\x00b HTTP/1.1\r\n${host}\r\n\r\n`],
    ['NUL in a header', 400, `GET / HTTP/1.1\r\n${host}\r\na: \x00\r\n\r\n`],
    ['a header without a colon', 400, `GET / HTTP/1.1\r\n${host}\r\nnonsense\r\n\r\n`],
    ['a folded header', 400, `GET / HTTP/1.1\r\n${host}\r\n folded\r\n\r\n`],
    ['a space before the colon', 400, `GET / HTTP/1.1\r\n${host}\r\na : b\r\n\r\n`],
    ['no Host', 400, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['two Hosts', 400, `GET / HTTP/1.1\r\n${host}\r\nhost: evil.example\r\nconnection: close\r\n\r\n`],
    ['another Host', 421, 'GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n'],
    ['an empty Host', 421, 'GET / HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n'],
    ['two lengths', 400, post('/proposals', 'abcd', form, 'content-length: 4', 'content-length: 5')],
    [
      'length and chunks',
      400,
      post('/proposals', '0\r\n\r\n', form, 'content-length: 4', 'transfer-encoding: chunked'),
    ],
    ['a negative length', 400, post('/proposals', '', form, 'content-length: -1')],
    ['a length in words', 400, post('/proposals', '', form, 'content-length: four')],
    [
      'a length too great for a number',
      400,
      post('/proposals', '', form, 'content-length: 99999999999999999999999'),
    ],
    ['an unknown coding', 400, post('/proposals', '', form, 'transfer-encoding: gzip')],
    [
      'chunks without a length',
      400,
      post('/proposals', 'zz\r\nabc\r\n0\r\n\r\n', form, 'transfer-encoding: chunked'),
    ],
    [
      'a chunk that is longer than it says',
      400,
      post('/proposals', '2\r\nabcdef\r\n0\r\n\r\n', form, 'transfer-encoding: chunked'),
    ],
    [
      'a chunk of immense length',
      400,
      post('/proposals', 'fffffffffffffffff\r\n', form, 'transfer-encoding: chunked'),
    ],
    ['a body shorter than its length', 400, post('/proposals', 'abc', form, 'content-length: 400')],
    ['chunks that do not end', 400, post('/proposals', '3\r\nabc\r\n', form, 'transfer-encoding: chunked')],
    ['CONNECT', 405, `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n\r\n`],
  ])('is refused in words: %s', async (_, status, sent) => {
    const answer = await sendRaw(port, sent, silence)
    expectOurs(answer, sent)
    expect(answer?.status).toBe(status)
  })

  it.each<[string, string]>([
    ['one long header', get('/', `x: ${'x'.repeat(20_000)}`)],
    ['a huge cookie', get('/board', `cookie: tasvib=${'x'.repeat(17_000)}`)],
    ['many headers', get('/', ...Array.from({ length: 5_000 }, (_, index) => `x-${index}: y`))],
    [
      'more headers than any browser sends',
      get('/', ...Array.from({ length: 150 }, (_, index) => `x-${index}: y`)),
    ],
    ['a long address', get(`/${'a'.repeat(20_000)}`)],
    ['a long query', get(`/?q=${'a'.repeat(20_000)}`)],
    ['many cookies', get('/', ...Array.from({ length: 120 }, (_, index) => `cookie: c${index}=1`))],
  ])('is 431 when its headers flood: %s', async (_, sent) => {
    const answer = await sendRaw(port, sent)
    expectOurs(answer, sent)
    expect(answer?.status).toBe(431)
    expect(answer?.body).toContain('کوکی')
  })

  it('is refused in the form and the language that it asked for', async () => {
    const sent = get('/', 'accept: application/json', 'cookie: lang=en', `x: ${'x'.repeat(20_000)}`)
    const answer = await sendRaw(port, sent)
    expect(answer?.headers['content-type']).toContain('application/problem+json')
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({
      status: 431,
      title: 'The headers of the request are larger than allowed',
    })
  })

  it('is refused in words by the operator’s port too', async () => {
    for (const sent of ['hello\r\n\r\n', get('/health', `x: ${'x'.repeat(20_000)}`)]) {
      const answer = await sendRaw(operatorPort, sent)
      expect([400, 431]).toContain(answer?.status)
      expect(answer?.headers['x-content-type-options']).toBe('nosniff')
    }
  })
})

describe('an odd request', () => {
  const paths = [
    '/%',
    '/%zz',
    '/%00',
    '/%ff',
    '/%c0%af',
    '/..%2f..%2fetc%2fpasswd',
    '//',
    '/./../',
    '/;',
    '/?%',
    '/?%00=%ff',
    '/?__proto__=1&constructor=2',
    '/track/%00',
    `/track/${'a'.repeat(43)}`,
    '/review/%E2%80%AE',
    '/board/cases/__proto__',
    '/board?cursor=%00',
    '/assets/..%2fhandler.ts',
    '/assets/constructor',
    '/verify?digest=%00',
    '/verify?digest=%ff',
    '*',
    'http://evil.example/',
    'http://evil.example:99999/',
    '/contracts/..',
    '/terms/%0d%0aset-cookie:x',
    '/tasvib-files',
    '/tasvib-files/%00',
    '/tasvib-files/?X-Amz-Signature=x',
    '/tasvib-files/x?X-Amz-Expires=x&X-Amz-Signature=%',
    '/openapi.json/',
  ]
  it.each(paths)('is answered by us: %s', async (path) => {
    for (const sent of [
      get(path),
      get(path, 'accept: application/json', 'cookie: \x01=;;;=,tasvib=%ff'),
      post(path, 'a=%ff', form, 'content-length: 5'),
    ]) {
      const answer = await sendRaw(port, sent)
      if (path.startsWith('/tasvib-files')) expect(answer?.status).toBeLessThan(500)
      else expect(expectOurs(answer, sent)).toBeLessThan(500)
    }
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'PURGE'])(
    'of a method that no page has is 405: %s',
    async (method) => {
      for (const path of ['/', '/proposals', '/board', '/verify']) {
        const sent = `${method} ${path} HTTP/1.1\r\n${host}\r\nconnection: close\r\norigin: https://evil.example\r\n\r\n`
        const answer = await sendRaw(port, sent)
        expectOurs(answer, sent)
        expect(answer?.status).toBe(405)
        expect(answer?.headers['allow']).toMatch(/GET|POST/)
      }
    },
  )

  it.each([
    ['an expectation', get('/', 'expect: the-impossible')],
    [
      'an upgrade',
      get('/', 'upgrade: websocket', 'connection: upgrade').replace('connection: close\r\n', ''),
    ],
    [
      'a form of another site',
      post('/proposals', 'a=b', form, 'content-length: 3', 'origin: https://evil.example'),
    ],
    ['a range', get('/assets/style.css', 'range: bytes=9999999-1')],
    ['HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n\r\n'],
    ['a body with GET', get('/', 'content-length: 3') + 'abc'],
    ['trailers', post('/proposals', '1\r\na\r\n0\r\nx: y\r\n\r\n', form, 'transfer-encoding: chunked')],
    [
      'a type without an end',
      post('/proposals', '--', 'content-type: multipart/form-data; boundary="', 'content-length: 2'),
    ],
    [
      'a boundary of markup',
      post('/proposals', '--', 'content-type: multipart/form-data; boundary=<script>', 'content-length: 2'),
    ],
    ['JSON of nothing but depth', post('/proposals', '['.repeat(200_000), json, 'content-length: 200000')],
    [
      'a number without an end',
      post('/proposals', `{"a":1${'0'.repeat(100_000)}}`, json, 'content-length: 100007'),
    ],
    ['a prototype', post('/proposals', '{"__proto__":{"a":1}}', json, 'content-length: 21')],
    ['a lone surrogate', post('/proposals', '{"title":"\\ud800"}', json, 'content-length: 18')],
  ])('is answered by us: %s', async (_, sent) => {
    expect(expectOurs(await sendRaw(port, sent), sent)).toBeLessThan(500)
  })
})

describe('bytes at random', () => {
  const routes = Object.values<FunctionSpec>(catalogue).flatMap(({ trigger }) =>
    trigger.kind === 'http' ? trigger.routes : [],
  )
  const junk = fc.oneof(
    fc.constantFrom(
      '\0',
      '\r',
      '\n',
      '\r\n',
      '\t',
      ' ',
      ':',
      '%',
      '%00',
      '%ff',
      '\xff',
      '/',
      '?',
      '#',
      'HTTP/1.1',
      '\r\n\r\n',
    ),
    fc.string({ maxLength: 8 }),
  )
  /** A sound request of some route in which some places are spoilt. */
  const spoilt = fc
    .tuple(
      fc.constantFrom(...routes),
      fc.ipV4(),
      fc.string({ maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(4), junk), { maxLength: 5 }),
    )
    .map(([route, address, body, changes]) => {
      const [method = '', path = ''] = route.split(' ')
      const filled = path.replaceAll(/\{\w+\}/g, 'A'.repeat(43))
      const length = Buffer.byteLength(body, 'latin1')
      let text = `${method} ${filled} HTTP/1.1\r\n${host}\r\nx-forwarded-for: ${address}\r\nconnection: close\r\n${
        method === 'POST' ? `${form}\r\ncontent-length: ${length}\r\n` : ''
      }\r\n${method === 'POST' ? body : ''}`
      for (const [where, cut, put] of changes) {
        const at = where % (text.length + 1)
        text = text.slice(0, at) + put + text.slice(at + cut)
      }
      return text
    })

  it('bring no answer of 5xx, none that is not declared and none that is not ours', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, async (sent) => {
        const answer = await sendRaw(port, Buffer.from(sent, 'utf8'), silence)
        // Blank lines before nothing at all, or an end before the beginning, are no request.
        if (answer === undefined) return
        expect(answer.status, `${JSON.stringify(sent)}: ${answer.body.slice(0, 300)}`).toBeLessThan(500)
        expect([...declared]).toContain(answer.status)
        expect(answer.headers['x-content-type-options']).toBe('nosniff')
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      }),
      { numRuns: 150, seed: 1405 },
    )
  })

  it('were met in every kind, so that the requests went deep', () => {
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 404, 405, 415, 421, 422, 431]))
  })
})
