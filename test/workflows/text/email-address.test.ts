import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEmailAddress } from '#workflows/text/email-address.ts'

const longDomain = (label: number) => `${`${'d'.repeat(61)}.`.repeat(2)}${'e'.repeat(label)}.ir`

describe('isEmailAddress', () => {
  it.each([
    'a@b.ir',
    'Zahra.Rahimi+tasvib@kerman.example',
    "o'neil@sub.domain.co.uk",
    'x_1-2@xn--mgba3a4f16a.xn--mgba3a4f16a',
    'user@نمونه.ایران',
    'a@کرمان.ir',
    'info@münchen.de',
    'a@пример.рф',
    'a@سلامت\u200cیار.ایران',
  ])('accepts %s', (text) => {
    expect(isEmailAddress(text)).toBe(true)
  })

  it.each([
    '',
    'a',
    'a@b',
    '@b.ir',
    'a@',
    'a@@b.ir',
    '.a@b.ir',
    'a.@b.ir',
    'a..b@c.ir',
    'a@b..ir',
    'a@-b.ir',
    'a@b-.ir',
    'a@b.1',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    '"a b"@c.ir',
    'a(comment)@b.ir',
    'a@b.ir,c@d.ir',
    'a@b.ir;c@d.ir',
    'Ali <a@b.ir>',
    'a@b.ir\r\nBcc: c@d.ir',
    'a@b.ir\n',
    'a@b.ir ',
    ' a@b.ir',
    'a%c.ir@b.ir',
    'c!a@b.ir',
    'علی@b.ir',
    'a@نمونه',
    'a@نمونه..ایران',
    'a@نمونه .ایران',
    'a@نمو\u202eنه.ایران',
    'a@نمونه.ایران,b@c.ir',
    'a@ایران。com',
    `a@${'ن'.repeat(70)}.ایران`,
    'a\u0000@b.ir',
  ])('refuses %j', (text) => {
    expect(isEmailAddress(text)).toBe(false)
  })

  it('holds to 64 characters before the @ and 254 in all', () => {
    expect(isEmailAddress(`${'a'.repeat(64)}@b.ir`)).toBe(true)
    expect(isEmailAddress(`${'a'.repeat(65)}@b.ir`)).toBe(false)
    const longest = `${'a'.repeat(64)}@${longDomain(62)}`
    expect(longest).toHaveLength(254)
    expect(isEmailAddress(longest)).toBe(true)
    expect(isEmailAddress(`${'a'.repeat(64)}@${longDomain(63)}`)).toBe(false)
  })

  it('names one recipient: what it accepts has one @ and no separator, space or control character', () => {
    const pieces = fc.array(
      fc.constantFrom('a', 'b.ir', '@', ',', ';', ' ', '<', '>', '"', '(', '\r\n', '\t', '\\', 'é', '.'),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        expect(isEmailAddress(text) && !/^[!-~]+$/.test(text)).toBe(false)
        expect(isEmailAddress(text) && /[,;<>"()\\]|@.*@/.test(text)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
