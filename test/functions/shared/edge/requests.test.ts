import { describe, expect, it } from 'vitest'
import { largestBody } from '#functions/shared/edge/parse-body.ts'
import type { EventSpec } from '#test/functions/desk/gateway-event.ts'
import { form, review, send, token } from './send.ts'

function multipart(...parts: readonly (readonly [disposition: string, content: string])[]): EventSpec {
  const lines = parts.map(
    ([disposition, content]) => `--B\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`,
  )
  return {
    ...review,
    headers: { 'content-type': 'multipart/form-data; boundary=B' },
    body: Buffer.from(`${lines.join('')}--B--\r\n`).toString('base64'),
    base64: true,
  }
}

async function keyOf(spec: Partial<EventSpec>) {
  return (await send({ ...review, ...spec })).request?.idempotencyKey
}

async function languageOf(spec: Partial<EventSpec>) {
  const { request } = await send({ ...review, ...spec })
  return [request?.language, request?.languageChosen]
}

async function wantOf(headers: Record<string, string>) {
  return (await send({ ...review, headers, body: '{}' })).request?.wants
}

/** The status of what does not reach its route. */
async function refusalOf(spec: Partial<EventSpec>) {
  const { statusCode, request } = await send({ ...review, ...spec })
  expect(request).toBeUndefined()
  return statusCode
}

/** The status of a form that comes with these cookies. */
async function postAs(
  headers: Readonly<Record<string, string>>,
  cookies: readonly string[] = ['lang=fa', '__Host-tasvib=s'],
): Promise<number | undefined> {
  return (await send({ ...review, headers: { ...form, ...headers }, cookies, body: 'a=1' })).statusCode
}

async function jsonOf(body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  return (await send({ ...review, headers, body: JSON.stringify(body) })).request?.body
}

describe('what a route gets', () => {
  it('is a form as one object, one level deep', async () => {
    const body =
      'decision=approve&scores%5Brevenue%5D=4&scores%5Bteam%5D=5&tag=a&tag=b&reason=%D8%AE%D9%88%D8%A8+%D8%A7%D8%B3%D8%AA'
    const { request } = await send({
      ...review,
      headers: form,
      body: Buffer.from(body).toString('base64'),
      base64: true,
    })
    expect(request?.body).toEqual({
      decision: 'approve',
      scores: { revenue: '4', team: '5' },
      tag: ['a', 'b'],
      reason: 'خوب است',
    })
    expect(request?.path).toEqual({ token })
  })

  it('is JSON as it was sent, without names that reach into prototypes', async () => {
    const body = '{"a":{"__proto__":{"x":1},"b":[1,"ی"]},"constructor":{"prototype":{}}}'
    const { request } = await send({ ...review, headers: { 'content-type': 'application/json' }, body })
    expect(request?.body).toEqual({ a: { b: [1, 'ی'] } })
    expect(request?.wants).toBe('json')
    const escaped = '{"\\u005f_proto__":{"x":1}}'
    const second = await send({
      ...review,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: escaped,
    })
    expect(second.request?.body).toEqual({})
    const fields = await send({
      ...review,
      headers: form,
      body: '__proto__[x]=1&a[__proto__]=2&constructor=3',
    })
    expect(fields.request?.body).toEqual({})
  })

  it.each(['null', '[]', '[{"decision":"approve"}]', '"approve"', '1', 'true'])(
    'is refused as JSON without fields: %s',
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      expect((await send({ ...review, headers, body })).statusCode).toBe(400)
    },
  )

  it('is JSON by the names of the form, too', async () => {
    expect(await jsonOf({ decision: 'approve', 'scores[revenue]': 4, 'scores[team]': '۵' })).toEqual({
      decision: 'approve',
      scores: { revenue: 4, team: '۵' },
    })
    expect(await jsonOf({ 'scores[revenue]': 4, scores: { team: 1 } })).toEqual({ scores: { team: 1 } })
    expect(await jsonOf({ 'a[__proto__]': 4, 'constructor[x]': 1, 'b[c]': 2 })).toEqual({ b: { c: 2 } })
  })

  it('is the files of a multipart form beside its fields', async () => {
    const { request } = await send(
      multipart(
        ['name="title"', 'طرح سلامت'],
        ['name="scores[team]"', '3'],
        ['name="files"; filename="طرح.pdf"', '%PDF-1.7'],
        ['name="files"; filename=""', ''],
      ),
    )
    expect(request?.body).toEqual({ title: 'طرح سلامت', scores: { team: '3' } })
    expect(
      request?.files.map(({ field, name, bytes }) => [field, name, Buffer.from(bytes).toString()]),
    ).toEqual([['files', 'طرح.pdf', '%PDF-1.7']])
  })

  it('has its idempotency key from the header, or else from the form', async () => {
    expect(await keyOf({ headers: { ...form, 'idempotency-key': 'k1' }, body: 'idempotencyKey=k2' })).toBe(
      'k1',
    )
    expect(await keyOf({ headers: form, body: 'idempotencyKey=k2' })).toBe('k2')
    expect(await keyOf({ headers: form, body: 'idempotencyKey=+&a=1' })).toBeUndefined()
    expect(await keyOf({ headers: form, body: 'idempotencyKey=a&idempotencyKey=b' })).toBeUndefined()
  })

  it('has the language that was chosen, or else remembered, or else Persian, whatever the browser is set to', async () => {
    const english = { 'accept-language': 'de, en-GB;q=0.9, fa;q=0.1' }
    const body = 'lang=en'
    expect(await languageOf({})).toEqual(['fa', false])
    expect(await languageOf({ headers: english })).toEqual(['fa', false])
    expect(await languageOf({ headers: { ...english, accept: 'application/json' } })).toEqual(['en', false])
    expect(await languageOf({ headers: english, cookies: ['a=b', 'lang=fa'] })).toEqual(['fa', false])
    expect(await languageOf({ headers: form, body, cookies: ['lang=fa'] })).toEqual(['en', true])
    expect(await languageOf({ headers: form, body, query: { lang: 'fa' } })).toEqual(['fa', true])
    expect(await languageOf({ query: { lang: '"><script>' } })).toEqual(['fa', false])
  })

  it('wants JSON when it is asked for before HTML, or sent by who takes anything', async () => {
    const sent = { 'content-type': 'application/json' }
    expect(await wantOf({ ...sent, accept: '*/*' })).toBe('json')
    expect(await wantOf({ ...sent, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).toBe('html')
    expect(await wantOf({ ...form, accept: 'application/json' })).toBe('json')
    expect(await wantOf({ ...form, accept: 'application/json;q=0.5, text/html' })).toBe('html')
    expect(await wantOf({ ...form, accept: '*/*' })).toBe('html')
  })
})

describe('what is refused before a route', () => {
  it('is what cannot be read: 400', async () => {
    const sent = { 'content-type': 'application/json' }
    for (const body of ['{', '{"a":}', '"\\ud800"', '{"\\udc00":1}', '[1,]'])
      expect(await refusalOf({ headers: sent, body })).toBe(400)
    const notUtf8 = Buffer.from('a=\xff\xfe', 'latin1').toString('base64')
    expect(await refusalOf({ headers: form, body: notUtf8, base64: true })).toBe(400)
    expect(await refusalOf({ headers: { 'content-type': 'multipart/form-data' }, body: 'x' })).toBe(400)
    expect(
      await refusalOf({ headers: { 'content-type': 'multipart/form-data; boundary=B' }, body: 'x' }),
    ).toBe(400)
    expect(await refusalOf({ headers: form, body: 'a=1&'.repeat(201) })).toBe(400)
  })

  it('is what is too large: 413', async () => {
    const body = 'a'.repeat(largestBody + 1)
    expect(await refusalOf({ headers: form, body })).toBe(413)
    expect(await refusalOf({ headers: form, body: Buffer.from(body).toString('base64'), base64: true })).toBe(
      413,
    )
    const announced = { ...form, 'content-length': String(largestBody + 1) }
    expect(await refusalOf({ headers: announced, body: '' })).toBe(413)
  })

  it('is what is no form and no JSON: 415', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'image/png',
      'application/json; charset=utf-16',
      '',
    ]) {
      expect(await refusalOf({ headers: { 'content-type': type }, body: 'a=1' })).toBe(415)
    }
  })

  it('is a POST that another site sends: 403', async () => {
    expect(await refusalOf({ headers: { ...form, 'sec-fetch-site': 'cross-site' }, body: 'a=1' })).toBe(403)
    for (const site of ['same-origin', 'none']) {
      const own = await send({ ...review, headers: { ...form, 'sec-fetch-site': site }, body: 'a=1' })
      expect(own.statusCode).toBe(200)
    }
    const followed = await send({
      routeKey: 'GET /review/{token}',
      path: { token },
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(followed.statusCode).toBe(200)
  })

  it('is a POST of somebody signed in that does not come from our own pages: 403', async () => {
    for (const foreign of [
      { origin: 'https://other.example' },
      { origin: 'https://sub.tasvib.example' },
      { origin: 'http://tasvib.example' },
      { origin: 'https://tasvib.example.other.example' },
      { origin: 'https://tasvib.example', 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(await postAs(foreign), JSON.stringify(foreign)).toBe(403)
      expect(await postAs(foreign, ['tasvib=s'])).toBe(403)
      // Without a session there is nothing to misuse: the token is in the address.
      expect(await postAs(foreign, ['lang=fa'])).toBe(200)
    }
    for (const own of [
      {},
      { origin: 'https://tasvib.example' },
      { origin: 'https://tasvib.example', 'sec-fetch-site': 'same-origin' },
      // A form on a page with `Referrer-Policy: no-referrer`.
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      { origin: 'null' },
    ]) {
      expect(await postAs(own), JSON.stringify(own)).toBe(200)
    }
    const headers = { origin: 'https://other.example' }
    const read = await send({ routeKey: 'GET /', headers, cookies: ['__Host-tasvib=s'] })
    expect(read.statusCode).toBe(200)
  })

  it('is a route that the function does not have: 404', async () => {
    expect(await refusalOf({ routeKey: '$default', method: 'GET' })).toBe(404)
    expect(await refusalOf({ routeKey: 'GET /constructor' })).toBe(404)
  })
})
