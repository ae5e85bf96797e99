import { describe, expect, it } from 'vitest'
import { isSignedBy, secretBytes, webhookHeaders } from '#workflows/delivery/webhook-signature.ts'

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok!').toString('base64')}`
const newer = `whsec_${Buffer.from('another one of about that length').toString('base64')}`
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' }

describe('a webhook signature', () => {
  it('is the one that Standard Webhooks computes for the example of its own libraries', () => {
    const headers = webhookHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
    expect(headers).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('holds one for each secret while finance changes from one to the next', () => {
    const { 'webhook-signature': header } = webhookHeaders(message, [newer, secret])
    expect(header.split(' ')).toHaveLength(2)
    expect(isSignedBy(header, message, secret)).toBe(true)
    expect(isSignedBy(header, message, newer)).toBe(true)
    expect(isSignedBy(webhookHeaders(message, [newer])['webhook-signature'], message, secret)).toBe(false)
  })

  it('covers id, time and every byte of the body', () => {
    const { 'webhook-signature': header } = webhookHeaders(message, [secret])
    for (const changed of [
      { ...message, id: 'msg_other' },
      { ...message, timestamp: message.timestamp + 1 },
      { ...message, body: `${message.body} ` },
    ]) {
      expect(isSignedBy(header, changed, secret)).toBe(false)
    }
  })

  it.each(['', 'secret', 'whsec_', 'whsec_short', 'whsec_!!!!', `whsec_${'A'.repeat(100)}`])(
    'is made by no secret that is none, and its value is not told: %j',
    (none) => {
      expect(secretBytes(none)).toBeUndefined()
      expect(() => webhookHeaders(message, [none])).toThrow(/^A webhook secret is whsec_ and base64/)
      expect(() => webhookHeaders(message, [])).toThrow(RangeError)
    },
  )
})
