import { describe, expect, it } from 'vitest'
import { page } from '#functions/shared/http/http.ts'
import { send } from './send.ts'

const secret = 'what-only-cloudfront-knows'
const behind = { isBehindProxy: () => true, proxySecret: async () => secret }
const ok = () => page(200, '<p>ok</p>')

describe('behind CloudFront', () => {
  it('answers what comes through it', async () => {
    const answer = await send({ routeKey: 'GET /', headers: { 'x-origin-secret': secret } }, ok, behind)
    expect(answer.statusCode).toBe(200)
  })

  it.each([{}, { 'x-origin-secret': '' }, { 'x-origin-secret': 'guessed' }])(
    'refuses what goes past it to the address of the API: %j',
    async (headers) => {
      const answer = await send({ routeKey: 'GET /', headers }, ok, behind)
      expect(answer.statusCode).toBe(403)
      expect(answer.request).toBeUndefined()
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    },
  )

  it('takes the address that CloudFront saw, whatever the client claims', async () => {
    const headers = {
      'x-origin-secret': secret,
      'x-forwarded-for': '203.0.113.66, 198.51.100.7, 130.176.0.1',
    }
    expect((await send({ routeKey: 'GET /', headers }, ok, behind)).request?.ip).toBe('198.51.100.7')
  })
})

describe('without CloudFront', () => {
  it('takes the address that the API saw, and no header of the client', async () => {
    const answer = await send(
      { routeKey: 'GET /', headers: { 'x-forwarded-for': '203.0.113.66, 198.51.100.7, 130.176.0.1' } },
      ({ ip }) => page(200, ip),
    )
    expect(answer.body).not.toContain('198.51.100.7')
  })
})
