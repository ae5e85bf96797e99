import { describe, expect, it } from 'vitest'
import kerman from '#test/city/four-stages.json' with { type: 'json' }
import { parseProgramme } from '#workflows/programme/parse-programme.ts'
import { isHostName, isWebhookUrl } from '#workflows/programme/webhook-url.ts'

function faultsOf(webhook: unknown): string[] {
  const result = parseProgramme({ ...kerman, finance: { ...kerman.finance, webhook } })
  return result.ok ? [] : result.faults.map(({ path }) => path)
}

const url = 'https://erp.city.example/tasvib'

describe("the address of finance's own system", () => {
  it('is HTTPS to a host that the programme names a second time', () => {
    expect(faultsOf({ url, allowedHosts: ['erp.city.example'] })).toEqual([])
    expect(faultsOf({ url, allowedHosts: ['other.city.example'] })).toEqual(['finance.webhook.url'])
    expect(faultsOf({ url, allowedHosts: [] })).toEqual(['finance.webhook.allowedHosts'])
    expect(faultsOf({ url })).toEqual(['finance.webhook.allowedHosts'])
  })

  it('has no place for a secret, which stands elsewhere', () => {
    expect(faultsOf({ url, allowedHosts: ['erp.city.example'], secret: 'whsec_x' })).not.toEqual([])
  })

  it.each([
    'http://erp.city.example/tasvib',
    'https://10.0.0.1/tasvib',
    'https://2130706433/',
    'https://[::1]/',
    'https://localhost/',
    'https://user:pass@erp.city.example/',
    'https://erp.city.example/#x',
    'erp.city.example',
    'javascript:alert(1)',
  ])('is none of these: %s', (other) => {
    expect(isWebhookUrl(other)).toBe(false)
  })

  it.each(['Erp.city.example', 'erp', '10.0.0.1', '-x.example', 'a..b', `${'a'.repeat(64)}.example`, ''])(
    'has no host like %j',
    (name) => {
      expect(isHostName(name)).toBe(false)
    },
  )
})
