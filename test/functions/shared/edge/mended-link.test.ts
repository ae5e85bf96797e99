import { describe, expect, it } from 'vitest'
import { mendedLink } from '#functions/shared/edge/mended-link.ts'
import { gatewayEvent } from '#test/functions/desk/gateway-event.ts'

const link = '/track/EjRWeJCrze8'
const mendedOf = (path: string, method = 'GET', query = '') =>
  mendedLink({
    ...gatewayEvent({ routeKey: `${method} /track/{token}`, method }),
    rawPath: path,
    rawQueryString: query,
  })

describe('a link with what stood behind it', () => {
  const ends = [
    '.',
    '>',
    '/',
    ',',
    ')',
    '».',
    '،',
    '؛',
    '؟',
    '…',
    '”',
    '’',
    '“',
    '‘',
    '。',
    '*',
    '**',
    '|',
    '~',
    '=',
    '`',
  ]
  const encoded = [
    '%3E',
    '%2E',
    '%C2%BB',
    '%E2%81%A9',
    '%E2%80%A6',
    '%5C',
    '%0A',
    '%20',
    '%C2%A0',
    '%F0%9F%91%89',
  ]
  it.each([...ends, ...encoded, '..', '/>', '.”', '»،'])('leads where the link leads: %s', (behind) => {
    expect(mendedOf(`${link}${behind}`)).toBe(link)
    expect(mendedOf(`${link}${behind}`, 'HEAD')).toBe(link)
  })

  it.each(['-', '_', '-_', '0'])('keeps what a token may end with: %s', (end) => {
    expect(mendedOf(`${link}${end}`)).toBeUndefined()
    expect(mendedOf(`${link}${end}.`)).toBe(`${link}${end}`)
  })

  const whole = `/track/${'T'.repeat(42)}_`
  it.each([
    '_',
    '-',
    '__',
    '_.',
    '=20',
    '=3D',
    '%3Chttps:',
    '%00',
    '%FF',
    '&gt;',
    '%E2%80%93',
    '.html',
    '<br>',
    '">confirm</a>',
    '%22%3Econfirm%3C/a%3E',
    '"/>',
    ')](https://city.example/other)',
    '.%0Ahttps://city.example/other/path',
    '_">a</a>',
    '?/x'.replace('?', '%3F'),
    '%22%20target=%22_blank%22%3Ehttps://tasvib.example/track/x%3C/a%3E.',
  ])('is cut behind a whole token: %s', (behind) => {
    expect(mendedOf(`${whole}${behind}`)).toBe(whole)
  })

  it.each(['', 'A', '0_', '/evidence.zip', '/files/contract.pdf'])(
    'is left alone where a whole token is followed by more of it, or by an address below it: %s',
    (behind) => {
      expect(mendedOf(`${whole}${behind}`)).toBeUndefined()
    },
  )

  it.each([`${whole}/evidence.zip`, '/board/KRM-1405-7F3K2', '/contracts', '/verify'])(
    'is cut where markup begins behind any address: %s',
    (address) => {
      for (const behind of [
        '">open</a>',
        '%22%3Eopen%3C/a%3E',
        '</td></tr>',
        '%0Ahttps://city.example/a',
        '|/x|',
      ])
        expect(mendedOf(`${address}${behind}`)).toBe(address)
    },
  )

  it('keeps its query', () => {
    expect(mendedOf(`${link}.`, 'GET', 'lang=en')).toBe(`${link}?lang=en`)
  })

  it.each([link, '/', '/assets/site.css', '/openapi.json', '/contracts/KRM-1405-7F3K2-1.json'])(
    'is left alone where nothing is behind it: %s',
    (path) => {
      expect(mendedOf(path)).toBeUndefined()
    },
  )

  it('is mended for readers alone: what is sent goes where it was sent', () => {
    expect(mendedOf(`${link}/`, 'POST')).toBeUndefined()
  })

  it.each([
    '//evil.example/.',
    '//evil.example>',
    '/%2F/evil.example.',
    '/\\evil.example.',
    '/%5Cevil.example/',
  ])('never leads to another host: %s', (path) => {
    const to = mendedOf(path) ?? ''
    expect(new URL(to, 'https://tasvib.example').host).toBe('tasvib.example')
    expect(to).not.toMatch(/^\/[/\\]/)
  })

  it.each(['/%E9.', '/%zz/', '/\ud800.'])('is no fault of ours however it is broken: %j', (path) => {
    expect(() => mendedOf(path)).not.toThrow()
  })
})
