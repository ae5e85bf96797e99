import { once } from 'node:events'
import { connect } from 'node:net'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, it, vi } from 'vitest'
import { largestBody } from '#functions/shared/edge/parse-body.ts'
import type { FileRequest } from '#infra/machine/files/serve-files.ts'
import { type Catalogue, FunctionTimeout } from '#infra/machine/function-host.ts'
import { openGateway } from '#infra/machine/gateway/gateway.ts'
import { afterwards } from '#test/infra/machine/temporary-data.ts'

const spec = {
  entry: 'functions/fake/handler.ts',
  purpose: 'Answers tests.',
  settings: [],
  grants: [],
  timeout: 10,
  memory: 512,
} as const

const catalogue: Catalogue = {
  pages: {
    ...spec,
    trigger: {
      kind: 'http',
      routes: [
        'GET /',
        'GET /review/{token}',
        'POST /review/{token}',
        'GET /review/help',
        'GET /a/{x}/b/{y}',
      ],
    },
  },
}

interface Call {
  readonly name: string
  readonly event: APIGatewayProxyEventV2
}

async function gatewayWith(
  answer: (event: APIGatewayProxyEventV2) => unknown = () => 'ok',
  trustProxy = false,
  fileType = 'text/html',
) {
  const calls: Call[] = []
  const fileCalls: FileRequest[] = []
  const gateway = await openGateway(0)
  afterwards(() => gateway.stop())
  gateway.open({
    publicUrl: 'https://proposals.city.example',
    catalogue,
    invoke: async (name, event) => {
      const call = { name, event: event as APIGatewayProxyEventV2 }
      calls.push(call)
      return answer(call.event)
    },
    serveFiles: async (request) => {
      fileCalls.push(request)
      if (request.query === '') return 403
      return { status: 200, headers: { 'content-type': fileType }, body: Buffer.from('<b>hello</b>') }
    },
    now: () => new Date('2026-03-12T19:03:58.000Z'),
    trustProxy,
    turns: { atOnce: 2, waiting: 3, patience: 60_000 },
  })
  const url = `http://127.0.0.1:${gateway.port}`
  return { url, port: gateway.port, calls, fileCalls }
}

/** Sends bytes as they are and answers what comes back until the server closes. */
async function exchangeBytes(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    received += part
  })
  socket.write(text)
  await once(socket, 'close')
  return received
}

describe('events', () => {
  it('hands a request over in payload format 2.0', async () => {
    const { url, calls } = await gatewayWith()
    await fetch(`${url}/a/${encodeURIComponent('یک/دو')}/b/2?x=1&x=2&empty&s=a%20b+c`, {
      headers: { 'X-Thing': 'One', cookie: 'a=1; b=2', 'user-agent': 'test' },
    })
    const [call] = calls
    expect(call?.name).toBe('pages')
    expect(call?.event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /a/{x}/b/{y}',
      rawPath: `/a/${encodeURIComponent('یک/دو')}/b/2`,
      rawQueryString: 'x=1&x=2&empty&s=a%20b+c',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2', empty: '', s: 'a b c' },
      pathParameters: { x: 'یک/دو', y: '2' },
      isBase64Encoded: false,
      requestContext: {
        routeKey: 'GET /a/{x}/b/{y}',
        stage: '$default',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: Date.parse('2026-03-12T19:03:58.000Z'),
        http: { method: 'GET', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      },
    })
    expect(call?.event.headers['x-thing']).toBe('One')
    expect(call?.event.headers).not.toHaveProperty('cookie')
    expect(call?.event).not.toHaveProperty('body')
  })

  it('joins several headers of one name by commas', async () => {
    const { port, calls } = await gatewayWith()
    await exchangeBytes(
      port,
      'GET / HTTP/1.1\r\nHost: localhost\r\nX-Many: 1\r\nx-many: 2\r\nConnection: close\r\n\r\n',
    )
    expect(calls[0]?.event.headers['x-many']).toBe('1,2')
  })

  it('leaves JSON as text and encodes forms and bytes', async () => {
    const { url, calls } = await gatewayWith()
    const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${url}/review/t`, { method: 'POST', headers: { 'content-type': type }, body })
    await post('application/json; charset=utf-8', '{"a":"ب"}')
    await post('application/x-www-form-urlencoded', 'a=1')
    await post('application/pdf', new Uint8Array([0xff, 0x00]))
    await post('text/plain', new Uint8Array([0xff, 0xfe]))
    const bodies = calls.map(({ event }) => [event.body, event.isBase64Encoded])
    expect(bodies).toEqual([
      ['{"a":"ب"}', false],
      [Buffer.from('a=1').toString('base64'), true],
      ['/wA=', true],
      ['//4=', true],
    ])
  })

  it('prefers a literal segment to a parameter', async () => {
    const { url, calls } = await gatewayWith()
    await fetch(`${url}/review/help`)
    await fetch(`${url}/review/other`)
    expect(calls.map(({ event }) => event.routeKey)).toEqual(['GET /review/help', 'GET /review/{token}'])
  })

  it('believes X-Forwarded-For only of a trusted proxy, and then its last address', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6, 9.9.9.9' }
    const plain = await gatewayWith()
    await fetch(plain.url, { headers })
    expect(plain.calls[0]?.event.requestContext.http.sourceIp).toBe('127.0.0.1')
    const proxied = await gatewayWith(() => 'ok', true)
    await fetch(proxied.url, { headers })
    expect(proxied.calls[0]?.event.requestContext.http.sourceIp).toBe('9.9.9.9')
  })
})

describe('answers', () => {
  it('sends status, headers, several cookies and bytes', async () => {
    const { url } = await gatewayWith(() => ({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'X-Count': 3 },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: Buffer.from([1, 2, 255]).toString('base64'),
      isBase64Encoded: true,
    }))
    const response = await fetch(url)
    expect(response.status).toBe(201)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-count')).toBe('3')
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2'])
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 255])
  })

  it('takes anything without a status code as the JSON body of a 200', async () => {
    const { url } = await gatewayWith(() => ({ hello: 'سلام' }))
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ hello: 'سلام' })
  })

  it('answers HEAD as GET, without the body', async () => {
    const { url, calls } = await gatewayWith(() => ({ statusCode: 200, body: 'four' }))
    const response = await fetch(`${url}/review/t`, { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('4')
    expect(await response.text()).toBe('')
    expect(calls[0]?.event.routeKey).toBe('GET /review/{token}')
  })

  it('tells a HEAD the length that the handler knows, and nobody else one that is not true', async () => {
    const told = { statusCode: 200, headers: { 'Content-Length': '21113' } }
    const bare = await gatewayWith(() => told)
    const head = await fetch(`${bare.url}/review/t`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe('21113')
    const { url } = await gatewayWith(() => ({ ...told, body: 'four' }))
    expect(await (await fetch(`${url}/review/t`)).text()).toBe('four')
  })

  it('answers a handler that throws with a neutral 500', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { url } = await gatewayWith(() => {
      throw new Error('secret detail')
    })
    const response = await fetch(`${url}/review/the-token`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret detail')
    expect(JSON.stringify(log.mock.calls)).not.toContain('the-token')
    log.mockRestore()
  })

  it('answers a handler that is late with 503 and when to come back, and says that it may have been recorded', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { url } = await gatewayWith(() => {
      throw new FunctionTimeout('pages took more than 10 s')
    })
    const response = await fetch(`${url}/review/t?lang=en`, { method: 'POST' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await response.text()).toContain('may have been recorded')
    log.mockRestore()
  })

  it('answers 503 to whoever comes when too many wait, before anything of it is begun, and serves the others', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const { url, calls } = await gatewayWith(() => promise)
    const served = Array.from({ length: 5 }, () => fetch(`${url}/review/t`, { method: 'POST', body: 'vote' }))
    await expect.poll(() => calls.length).toBe(2)
    const refused = async (accept: string) => {
      let answer = await fetch(`${url}/review/t?lang=en`, { method: 'POST', headers: { accept } })
      // Until those before it have come.
      while (answer.status !== 503) answer = await fetch(url, { headers: { accept } })
      return answer
    }
    const page = await refused('text/html')
    expect(page.headers.get('retry-after')).toBe('5')
    expect(await page.text()).toContain('was not taken')
    expect(await (await refused('application/json')).json()).toMatchObject({ status: 503 })
    expect(calls).toHaveLength(2)
    resolve('ok')
    expect((await Promise.all(served)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  })

  it.each([
    ['no valid status', { statusCode: 'x' }],
    ['a header that no connection can carry', { statusCode: 200, headers: { a: 'b\r\nc: d' } }],
  ])('answers 500 for a result with %s', async (_, result) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { url } = await gatewayWith(() => result)
    const response = await fetch(url)
    expect(response.status).toBe(500)
    expect(response.headers.get('c')).toBeNull()
    log.mockRestore()
  })
})

describe('refusals', () => {
  it('answers an unknown path with 404', async () => {
    const { url, calls } = await gatewayWith()
    const statuses = await Promise.all(
      ['/nothing', '/review', '/review/', '/review/a/b', '//'].map(
        async (path) => (await fetch(url + path)).status,
      ),
    )
    expect(statuses).toEqual([404, 404, 404, 404, 404])
    expect(calls).toEqual([])
  })

  it('answers a wrong method with 405 and what is allowed', async () => {
    const { url } = await gatewayWith()
    const response = await fetch(`${url}/review/t`, { method: 'DELETE' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  it('answers malformed percent-encoding with 400, in path and query', async () => {
    const { port } = await gatewayWith()
    const close = 'HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
    expect(await exchangeBytes(port, `GET /review/%ff%zz ${close}`)).toMatch(/^HTTP\/1.1 400 /)
    expect(await exchangeBytes(port, `GET /review/t?a=%e0%a4 ${close}`)).toMatch(/^HTTP\/1.1 400 /)
  })

  it('tells the function the length of an announced body that is too large, and the client sees the answer', async () => {
    const { url, calls } = await gatewayWith(() => ({ statusCode: 413, body: 'too much' }))
    const body = Buffer.alloc(largestBody + 1)
    const response = await fetch(`${url}/review/t`, { method: 'POST', body })
    expect(response.status).toBe(413)
    expect(await response.text()).toBe('too much')
    expect(calls[0]?.event).toMatchObject({ headers: { 'content-length': String(largestBody + 1) } })
    expect(calls[0]?.event.body).toBeUndefined()
  })

  it('tells the function that a body without a length grew too large, and the client sees the answer', async () => {
    const { url, calls } = await gatewayWith(() => ({ statusCode: 413, body: 'too much' }))
    const part = new Uint8Array(1024 * 1024)
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let count = 0; count < 20; count += 1) controller.enqueue(part)
        controller.close()
      },
    })
    const response = await fetch(`${url}/review/t`, { method: 'POST', body, duplex: 'half' })
    expect(response.status).toBe(413)
    expect(calls[0]?.event).toMatchObject({ headers: { 'content-length': String(largestBody + 1) } })
    expect(calls[0]?.event.body).toBeUndefined()
  })

  it('takes a body that is just as large as a function takes', async () => {
    const { url, calls } = await gatewayWith()
    const body = Buffer.alloc(largestBody, 'a')
    const response = await fetch(`${url}/review/t`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain' },
    })
    expect(response.status).toBe(200)
    expect(calls[0]?.event.body?.length).toBe(largestBody)
  })

  it('speaks Persian unless asked otherwise, and JSON to who asks for it', async () => {
    const { url } = await gatewayWith()
    const persian = await (await fetch(`${url}/nothing`)).text()
    expect(persian).toContain('<html lang="fa" dir="rtl">')
    const english = { 'accept-language': 'en-GB,fa', cookie: 'a=b; lang=en' }
    const chosen = await (await fetch(`${url}/nothing`, { headers: english })).text()
    expect(chosen).toContain('<html lang="en" dir="ltr">')
    const asked = await fetch(`${url}/nothing?lang=en`, { headers: { accept: 'application/json' } })
    expect(asked.headers.get('content-type')).toContain('application/problem+json')
    expect(await asked.json()).toMatchObject({ status: 404, title: 'There is no such page' })
  })

  it('protects its own pages like every other', async () => {
    const { url } = await gatewayWith()
    const { headers } = await fetch(`${url}/nothing`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('answers 503 until it is opened', async () => {
    const gateway = await openGateway(0)
    afterwards(() => gateway.stop())
    expect((await fetch(`http://127.0.0.1:${gateway.port}/`)).status).toBe(503)
  })
})

describe('files', () => {
  it('lets the browser show a PDF, for which there can be no sandbox', async () => {
    const { url } = await gatewayWith(() => 'ok', false, 'application/pdf')
    const { headers } = await fetch(`${url}/tasvib-files/contract?right=1`)
    expect(headers.get('content-security-policy')).toBe("frame-ancestors 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/)
  })

  it('passes addresses of files on and keeps what it gives in a sandbox', async () => {
    const { url, fileCalls, calls } = await gatewayWith()
    const response = await fetch(`${url}/tasvib-files/a%20b?right=1`)
    expect(fileCalls[0]).toMatchObject({
      method: 'GET',
      path: '/tasvib-files/a%20b',
      query: 'right=1',
    })
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(await response.text()).toBe('<b>hello</b>')
    expect(calls).toEqual([])
  })

  it('refuses whoever has no right with a page that says what to do', async () => {
    const { url } = await gatewayWith()
    const response = await fetch(`${url}/tasvib-files/a`, { headers: { cookie: 'lang=en' } })
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('good no longer')])
  })
})
