import { describe, expect, it } from 'vitest'
import { isForbiddenAddress } from '#functions/shared/webhook/guarded-lookup.ts'

describe('an address to which nothing is sent', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fd00:ec2::254',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
  ])('%s', (address) => {
    expect(isForbiddenAddress(address)).toBe(true)
  })

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '185.143.234.1',
    '100.63.255.255',
    '2a00:1450:4001::1',
  ])('is none of the world outside: %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(false)
  })
})
