import type { LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'

/*
 * Addresses at which no outside system lives: this machine, private and link-local networks (with the metadata services of
 * clouds), carrier-grade NAT, documentation, benchmarks, multicast and what is reserved. Sources: the IANA registries of
 * special-purpose IPv4 and IPv6 addresses.
 */
const forbidden = new BlockList()
const forbiddenIpv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
for (const [network, prefix] of forbiddenIpv4) forbidden.addSubnet(network, prefix, 'ipv4')

/** Of IPv6 only what is routed in the world at all; of that, less what is special or carries an IPv4 address inside. */
const globalIpv6 = new BlockList()
globalIpv6.addSubnet('2000::', 3, 'ipv6')
const specialIpv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
]
for (const [network, prefix] of specialIpv6) forbidden.addSubnet(network, prefix, 'ipv6')

/** Whether nothing may be sent to an IP address. What is no address is forbidden too. */
export function isForbiddenAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return forbidden.check(address, 'ipv4')
  if (family === 6) return !globalIpv6.check(address, 'ipv6') || forbidden.check(address, 'ipv6')
  return true
}

/** The host's name leads to a place to which nothing may be sent. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/** All addresses of a name, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/**
 * A `lookup` for a socket that answers only with addresses that were checked, so that the very address that was checked is
 * connected to and a second answer of the name server changes nothing (DNS rebinding). A name with one forbidden address among
 * others is refused as a whole.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  const check = callbackify(
    async (hostname: string, wanted: number | undefined): Promise<LookupAddress[]> => {
      const found = await resolve(hostname)
      if (found.length === 0) throw new AddressRefused('The name has no address')
      if (found.some(({ address }) => isForbiddenAddress(address))) {
        throw new AddressRefused('The name leads to an address inside')
      }
      const fitting = found.filter(({ family }) => wanted === undefined || family === wanted)
      if (fitting.length === 0) throw new AddressRefused('The name has no address of this family')
      return fitting
    },
  )
  return (hostname, options, callback) => {
    const wanted = options.family === 4 || options.family === 6 ? options.family : undefined
    check(hostname, wanted, (error, addresses) => {
      const [first] = addresses ?? []
      if (first === undefined) callback(error, '')
      else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
