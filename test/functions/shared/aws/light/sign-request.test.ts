import { describe, expect, it } from 'vitest'
import { signedHeaders } from '#functions/shared/aws/light/sign-request.ts'

const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const scope = { region: 'us-east-1', service: 'service' }
const at = new Date('2015-08-30T12:36:00Z')

interface Vector {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

function signatureOf({ method = 'GET', path = '/', headers = {}, body = '' }: Vector): string | undefined {
  const url = new URL(path, 'https://example.amazonaws.com')
  const { authorization } = signedHeaders({ method, url, headers, body }, key, scope, at)
  return authorization?.split('Signature=')[1]
}

describe('a signature', () => {
  // AWS's public suite of Signature Version 4, by the names of its cases.
  it.each([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      { path: '/?Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-header-value-trim',
      { headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' } },
      'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
    ],
    ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-header-key-sort',
      { method: 'POST', headers: { 'my-header1': 'value1' } },
      'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    ],
    [
      'post-x-www-form-urlencoded',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Param1=value1',
      },
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ] as const)('is the one of the public suite: %s', (_name, vector, signature) => {
    expect(signatureOf(vector)).toBe(signature)
  })

  it('is of the session too, where the credentials have one', () => {
    const unsigned = {
      method: 'POST',
      url: new URL('https://example.amazonaws.com'),
      headers: {},
      body: '{}',
    }
    const headers = signedHeaders(unsigned, { ...key, sessionToken: 'session' }, scope, at)
    expect(headers['x-amz-security-token']).toBe('session')
    expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,')
  })
})
