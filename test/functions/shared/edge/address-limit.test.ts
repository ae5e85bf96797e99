import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { catalogue, type FunctionSpec } from '#functions/catalogue.ts'
import { limits as publicLimits } from '#functions/public/limits.ts'
import { problems } from '#functions/shared/edge/errors.ts'
import { firewallRule, perSecond, rateOfOneAddress, throttleOf } from '#functions/shared/edge/rates.ts'
import type { Edge } from '#functions/shared/home.ts'
import { limits as submitLimits } from '#functions/shared/intake/limits.ts'
import { form, review, send } from './send.ts'

const most = rateOfOneAddress('POST /review/{token}').requests
let minute = 0

beforeEach(() => {
  // Each test has a minute of its own.
  minute += 1
  vi.spyOn(performance, 'now').mockImplementation(() => (minute * 60 + 15) * 1_000)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const limited = { limitsAddresses: () => true }

async function times(count: number, ip: string, edge: Partial<Edge> = limited) {
  const one = () => send({ ...review, headers: form, body: 'a=1', ip }, undefined, edge)
  let last = await one()
  for (let sent = 1; sent < count; sent += 1) last = await one()
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
    expect((await send({ routeKey: 'GET /', ip: '198.51.100.7' }, undefined, limited)).statusCode).toBe(200)
    minute += 1
    expect((await times(1, '198.51.100.7')).statusCode).toBe(200)
  })

  it('is a whole network of IPv6, as one household has it', async () => {
    await times(most, '2001:db8:1:2::1')
    expect((await times(1, '2001:db8:1:2:ffff::9')).statusCode).toBe(429)
    expect((await times(1, '2001:db8:1:3::1')).statusCode).toBe(200)
  })

  it('is counted in the cloud alone', async () => {
    expect((await times(most + 5, '198.51.100.9', {})).statusCode).toBe(200)
  })
})

describe('a route', () => {
  it('is dear that mails for the asking, or opens what is large', () => {
    const dear = rateOfOneAddress('POST /uploads').requests
    for (const route of [
      'POST /lost-link',
      'POST /drafts',
      'POST /thanks/mail',
      'POST /thanks/address',
      'POST /board/sign-in',
      'POST /board/code',
      'POST /sign/{token}/code',
      'POST /finance/{token}/code',
      'GET /drafts/{token}',
      'GET /finance/{token}/files/{file}',
    ])
      expect({ route, requests: rateOfOneAddress(route).requests }).toEqual({ route, requests: dear })
  })

  it('is dear if it is sent to a function that may send mail: a new one cannot be forgotten', () => {
    const specs: readonly FunctionSpec[] = Object.values(catalogue)
    const mailing = specs.flatMap(({ trigger, grants }) =>
      trigger.kind === 'http' && grants.includes('mail:send') ? trigger.routes : [],
    )
    const sent = mailing.filter((route) => route.startsWith('POST '))
    expect(sent.length).toBeGreaterThan(10)
    for (const route of sent)
      expect({ route, requests: rateOfOneAddress(route).requests }).toEqual({ route, requests: 120 })
  })

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
