import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { problems } from '#functions/edge/errors.ts'
import { firewallRule, perSecond, rateOfOneAddress, throttleOf } from '#functions/edge/rates.ts'
import { limits as publicLimits } from '#functions/public/limits.ts'
import { limits as submitLimits } from '#functions/submit/limits.ts'
import { form, review, send } from './send.ts'

const most = rateOfOneAddress('POST /review/{token}').requests
let minute = 0

beforeEach(() => {
  vi.stubEnv('ADDRESS_LIMIT', '1')
  // Each test has a minute of its own.
  minute += 1
  vi.spyOn(performance, 'now').mockImplementation(() => (minute * 60 + 15) * 1_000)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.stubEnv('ADDRESS_LIMIT', '')
})

async function times(count: number, ip: string) {
  let last = await send({ ...review, headers: form, body: 'a=1', ip })
  for (let sent = 1; sent < count; sent += 1) last = await send({ ...review, headers: form, body: 'a=1', ip })
  return last
}

describe('one address', () => {
  it('is refused in words past its share of a route, and told when to come back', async () => {
    expect((await times(most, '198.51.100.7')).statusCode).toBe(200)
    const refused = await times(1, '198.51.100.7')
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '45'])
    expect(refused.body).toContain(problems.tooMany(45).detail.fa)
    expect(refused.request).toBeUndefined()
  })

  it('takes nothing from others, nor from its own other routes, and has its share again in the next minute', async () => {
    await times(most + 1, '198.51.100.7')
    expect((await times(1, '198.51.100.8')).statusCode).toBe(200)
    expect((await send({ routeKey: 'GET /', ip: '198.51.100.7' })).statusCode).toBe(200)
    minute += 1
    expect((await times(1, '198.51.100.7')).statusCode).toBe(200)
  })

  it('is a whole network of IPv6, as one household has it', async () => {
    await times(most, '2001:db8:1:2::1')
    expect((await times(1, '2001:db8:1:2:ffff::9')).statusCode).toBe(429)
    expect((await times(1, '2001:db8:1:3::1')).statusCode).toBe(200)
  })

  it('is counted in the cloud alone', async () => {
    vi.stubEnv('ADDRESS_LIMIT', '')
    expect((await times(most + 5, '198.51.100.9')).statusCode).toBe(200)
  })
})

describe('a route', () => {
  it('has room for ten addresses of whatever else counts them', () => {
    const counted = [
      ['POST /proposals', submitLimits.proposalsPerIp],
      ['POST /uploads', submitLimits.uploadsPerIp],
      ['POST /verify', publicLimits.checks],
      ['GET /contracts', publicLimits.pages],
    ] as const
    for (const [route, { count, seconds }] of counted) {
      expect(throttleOf(route).rateLimit).toBeGreaterThanOrEqual((10 * count) / seconds)
    }
    expect(perSecond(firewallRule)).toBeLessThan(throttleOf('POST /proposals').rateLimit)
  })
})
