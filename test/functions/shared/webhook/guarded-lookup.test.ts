import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { guardedLookup, type Resolve } from '#functions/shared/webhook/guarded-lookup.ts'

const outside: LookupAddress = { address: '8.8.8.8', family: 4 }
const outsideToo: LookupAddress = { address: '2a00:1450:4001::1', family: 6 }
const inside: LookupAddress = { address: '127.0.0.1', family: 4 }

/** What a socket is told. */
function told(resolve: Resolve, options: { all?: boolean; family?: number } = {}) {
  return new Promise((settle) => {
    guardedLookup(resolve)('erp.city.example', options, (error, address, family) =>
      settle(error === null ? { address, family } : error.name),
    )
  })
}

describe("a socket's look-up", () => {
  it('is told the very addresses that were checked, by a single question', async () => {
    let asked = 0
    const resolve = async () => {
      asked += 1
      return asked === 1 ? [outside, outsideToo] : [inside]
    }
    expect(await told(resolve, { all: true })).toMatchObject({ address: [outside, outsideToo] })
    expect(asked).toBe(1)
    // The next connection asks anew, and is refused by what it is told then.
    expect(await told(resolve, { all: true })).toBe('AddressRefused')
  })

  it('is told one address where it asks for one, of the family that it asks for', async () => {
    const resolve = async () => [outside, outsideToo]
    expect(await told(resolve)).toEqual(outside)
    expect(await told(resolve, { family: 6 })).toEqual(outsideToo)
    expect(await told(async () => [outside], { family: 6 })).toBe('AddressRefused')
  })

  it('is refused as a whole by one address inside, by none, and by what is no address', async () => {
    expect(await told(async () => [outside, inside])).toBe('AddressRefused')
    expect(await told(async () => [])).toBe('AddressRefused')
    expect(await told(async () => [{ address: 'localhost', family: 4 }])).toBe('AddressRefused')
  })
})
