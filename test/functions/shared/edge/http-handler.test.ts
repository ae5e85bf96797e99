import { describe, expect, it } from 'vitest'
import { TooBusy } from '#functions/shared/commit.ts'
import { problemOf, problems } from '#functions/shared/edge/errors.ts'
import { loggedNetwork, redact } from '#functions/shared/edge/request-log.ts'
import { page, seeOther } from '#functions/shared/http/http.ts'
import { logBy } from '#functions/shared/ports/log.ts'
import { form, review, type Seen, send, token } from './send.ts'

describe('answers', () => {
  const answers: [string, Seen][] = [
    ['a page', () => page(200, '<p>ok</p>')],
    ['a redirect', () => seeOther('/thanks')],
    ['a problem', () => problems.notFound],
    ['a refusal', () => problemOf({ refused: 'stale-documents' })],
    [
      'a bug',
      () => {
        throw new TypeError('x')
      },
    ],
    [
      'an overload',
      () => {
        throw new TooBusy('x')
      },
    ],
    [
      'an attempt to loosen',
      () => page(200, '', { 'content-security-policy': 'default-src *', 'x-robots-tag': 'all' }),
    ],
  ]

  it.each(answers)('carry the security headers: %s', async (_, answer) => {
    for (const accept of ['text/html', 'application/json']) {
      const { headers } = await send({ ...review, headers: { accept } }, answer)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
      })
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).toContain("frame-src 'self'")
      expect(headers['content-security-policy']).not.toContain('unsafe-inline')
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/)
    }
  })

  it('let search engines have the landing page alone, and a route its own cache time', async () => {
    const { headers } = await send({ routeKey: 'GET /' }, () =>
      page(200, '', { 'cache-control': 'max-age=60' }),
    )
    expect(headers['x-robots-tag']).toBeUndefined()
    expect(headers['cache-control']).toBe('max-age=60')
  })

  it('to HEAD are those to GET without their body', async () => {
    const { statusCode, body, headers, request } = await send({ routeKey: 'GET /', method: 'HEAD' })
    expect([statusCode, body]).toEqual([200, ''])
    const whole = await send({ routeKey: 'GET /' })
    expect(headers['content-length']).toBe(String(Buffer.byteLength(whole.body ?? '')))
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(request?.body).toEqual({})
    expect((await send({ routeKey: 'HEAD /', method: 'HEAD' })).statusCode).toBe(200)
  })

  it('remember a language that was chosen in the address', async () => {
    const chosen = await send({ routeKey: 'GET /', query: { lang: 'en' } })
    expect(chosen.cookies).toEqual([expect.stringMatching(/^lang=en; Path=\/; .*SameSite=Lax; HttpOnly$/)])
    const secure = await send({
      routeKey: 'GET /',
      query: { lang: 'en' },
      headers: { 'x-forwarded-proto': 'https' },
    })
    expect(secure.cookies?.[0]).toMatch(/^__Host-lang=en; Path=\/; .*; Secure$/)
    const later = await send({ routeKey: 'GET /', cookies: ['__Host-lang=en', 'lang=fa'] })
    expect(later.request?.language).toBe('en')
    expect((await send({ routeKey: 'GET /' })).cookies).toBeUndefined()
    const other = await send({ routeKey: 'GET /', query: { lang: 'en' } }, () => seeOther('/', ['session=1']))
    expect(other.cookies).toHaveLength(2)
  })
})

describe('problems', () => {
  it('are problem+json in the language of who asks', async () => {
    const { statusCode, headers, body } = await send(
      { ...review, headers: { accept: 'application/json' }, query: { lang: 'en' } },
      () => problemOf({ refused: 'person-holds-seat', field: 'email' }),
    )
    expect(statusCode).toBe(409)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(JSON.parse(body)).toMatchObject({
      type: 'urn:tasvib:problem:person-holds-seat',
      status: 409,
      code: 'person-holds-seat',
      title: 'This person already has a part in it',
      errors: [
        { field: 'email', code: 'person-holds-seat', message: expect.stringContaining('name someone else') },
      ],
    })
  })

  it('are pages with what to do next, and no switch to a page that is none', async () => {
    const posted = await send({ ...review, headers: form, body: 'a=1' }, () => problems.notFound)
    expect(posted.statusCode).toBe(404)
    expect(posted.body).toContain('<html lang="fa" dir="rtl">')
    expect(posted.body).toContain(problems.notFound.detail.fa)
    expect(posted.body).not.toContain('lang=en')
    const got = await send({ routeKey: 'GET /review/{token}', path: { token } }, () => problems.notFound)
    expect(got.body).toContain(`/review/${token}?lang=en`)
  })

  it('say when to come back', async () => {
    expect((await send(review, () => problems.tooMany(12.2))).headers['retry-after']).toBe('13')
    const busy = await send(review, () => {
      throw new TooBusy('Case kept moving')
    })
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '2'])
  })

  it('of our own making tell nothing of the inside', async () => {
    for (const accept of ['text/html', 'application/json']) {
      const { statusCode, body } = await send({ ...review, headers: { accept } }, () => {
        throw new TypeError('table tasvib-secret is broken')
      })
      expect(statusCode).toBe(500)
      expect(body).not.toMatch(/secret|TypeError|\.ts/)
      expect(body).toContain('request-1')
    }
  })
})

describe('what is told of a failure', () => {
  it('holds no link that came by another way than the path, and no address', () => {
    const text = redact(
      `At https://city.example/sign/${'a1_-'.repeat(11)} for sara@startup.example, stage research`,
    )
    expect(text).toBe('At https://city.example/sign/[token] for [address], stage research')
    expect(redact('to sara@نمونه.ایران or x@a.xn--mgba3a4f16a:')).toBe('to [address] or [address]:')
  })
})

describe('the log', () => {
  it('has one line for each request, with the route and not the path', async () => {
    const { log } = await send({ ...review, headers: form, body: 'reason=private' })
    expect(log).toEqual([
      {
        level: 'info',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        from: '192.0.2.0/24',
        routeKey: 'POST /review/{token}',
        status: 200,
        ms: expect.any(Number),
        requestId: 'request-1',
      },
    ])
  })

  it('says by which link or whose session, as far as it was told', async () => {
    const { log } = await send(review, () => {
      logBy('review research r1')
      return page(200, '')
    })
    expect(log).toMatchObject([{ by: 'review research r1' }])
  })

  it.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['::ffff:198.51.100.7', '198.51.100.0/24'],
    ['2001:db8:7:1::9', '2001:db8:7::/48'],
    ['2001:db8::9', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['nonsense', 'unknown'],
  ])('has the network of %s and not the address', (address, network) => {
    expect(loggedNetwork(address)).toBe(network)
  })

  it('has the code of a problem', async () => {
    expect((await send(review, () => problems.gone)).log).toMatchObject([
      { level: 'info', status: 410, code: 'gone' },
    ])
    expect((await send({ ...review, headers: form, body: 'a=1&'.repeat(300) })).log).toMatchObject([
      { status: 400, code: 'malformed' },
    ])
  })

  it('has the stack of a bug, without the link or an address in it', async () => {
    const { log } = await send(review, () => {
      throw new TypeError(`no seat for ${token}, that is sara@startup.example, short1`)
    })
    expect(log).toMatchObject([{ level: 'error', status: 500, error: 'TypeError' }])
    expect(log[0].stack).toContain('no seat for [path]')
    expect(log[0].stack).toContain('http-handler.test.ts')
    expect(JSON.stringify(log)).not.toMatch(/canary|sara@/)
  })
})
