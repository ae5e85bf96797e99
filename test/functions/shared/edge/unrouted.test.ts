import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { handler } from '#functions/site/handler.ts'
import { gatewayEvent, lambdaContext } from '#test/functions/desk/gateway-event.ts'

beforeAll(() => {
  vi.stubEnv('PROGRAMME', 'kerman')
  vi.stubEnv('PUBLIC_URL', 'https://tasvib.example')
})
afterAll(() => {
  vi.unstubAllEnvs()
})

async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  const event = gatewayEvent({ routeKey: `${method} ${path}`, method, headers })
  return handler(
    { ...event, routeKey: '$default', requestContext: { ...event.requestContext, routeKey: '$default' } },
    lambdaContext,
  )
}

describe('an address that no route fits', () => {
  it.each(['/favicon.ico', '/track', '/review/a/b/c', '/.env', '//evil.example'])(
    'gets our page and our headers: %s',
    async (path) => {
      const answer = await ask('GET', path)
      expect(answer.statusCode).toBe(404)
      expect(answer.body).toContain('چیزی در این نشانی نیست')
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        'cache-control': 'no-store',
      })
    },
  )

  it('is told in JSON to whoever asks for JSON', async () => {
    const answer = await ask('GET', '/nothing', { accept: 'application/json' })
    expect(answer.headers?.['content-type']).toContain('application/problem+json')
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 404, code: 'not-found' })
  })

  it.each([
    ['PUT', '/proposals', 'POST'],
    ['DELETE', '/review/some-token', 'GET, HEAD, POST'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ])('says which methods there are when only the method is wrong: %s %s', async (method, path, allow) => {
    const answer = await ask(method, path)
    expect(answer.statusCode).toBe(405)
    expect(answer.headers?.['allow']).toBe(allow)
  })
})
