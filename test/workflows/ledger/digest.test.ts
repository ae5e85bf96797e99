import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'

describe('canonical JSON', () => {
  it('is what RFC 8785 gives for its own example', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    expect(canonicalJson(JSON.parse(input))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts keys by their UTF-16 code units, as in section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`)
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s, as in appendix B', (bits, text) => {
    const number = Buffer.from(bits, 'hex').readDoubleBE()
    expect(canonicalJson(number)).toBe(text)
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined]])(
    'refuses %s, which JSON does not have',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(Error)
      expect(() => canonicalJson({ amount: value ?? Number.NaN })).toThrow(Error)
    },
  )

  it('does not depend on the order in which an object was made, and parses back to the same', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }), { maxKeys: 6 }),
        (object) => {
          const reversed = Object.fromEntries(Object.entries(object).toReversed())
          expect(canonicalJson(reversed)).toBe(canonicalJson(object))
          const parsed: unknown = JSON.parse(canonicalJson(object))
          expect(canonicalJson(parsed)).toBe(canonicalJson(object))
        },
      ),
    )
  })
})

describe('a digest', () => {
  it("is the SHA-256 of the canonical JSON's UTF-8", () => {
    const expected = createHash('sha256').update('{"a":"پ","b":1}', 'utf8').digest('hex')
    expect(digestOf({ b: 1, a: 'پ' })).toBe(expected)
  })

  it('of no bytes is the well-known one', () => {
    expect(digestOfBytes(new Uint8Array())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })
})
